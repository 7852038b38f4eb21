package org.kvit.payment;

import java.util.List;
import java.util.Optional;

/// How much a piece of text tells that was found to be an open or closed invoice's number: the fewer signs it has and
/// the less the words around it say, the more must agree beside it. Pure.
final class NumberTelling {
    private static final int TELLING = 6;
    private static final int TELLING_ALONE = 8;
    private static final int TELLING_ANNOUNCED = 4;

    private final Passage passage;
    private final NumberWindow window;
    private final Keys kind;
    private final List<OpenInvoice> invoices;
    private final boolean announced;
    private final int length;

    /// @param kind of the key it was found by @param invoices none: of a closed one
    /// @param listed whether a number stands before it in a list
    NumberTelling(Passage passage, NumberWindow window, Keys kind, List<OpenInvoice> invoices, boolean listed) {
        this.passage = passage;
        this.window = window;
        this.kind = kind;
        this.invoices = invoices;
        this.announced = listed || passage.introduced(window.from());
        this.length = window.run().length();
    }

    /// Empty if it can't be taken for a number.
    Optional<Mention.Level> level() {
        if (isTorn()) {
            return Optional.empty();
        }
        if (window.lettered() && kind != Keys.OTHER_YEAR) {
            boolean telling = length >= TELLING_ANNOUNCED || announced || window.wordBefore();
            return Optional.of(telling && zerosFit() ? Mention.Level.WHOLE : Mention.Level.PART);
        }
        if (window.isTaken() || (window.isMonth() && !announced)) {
            return invoices.isEmpty() ? Optional.empty() : Optional.of(Mention.Level.TAIL);
        }
        if (!passage.isolated(window.from(), window.end())) {
            boolean none = window.lettered() || window.isPlain() || kind == Keys.OTHER_YEAR;
            return none ? Optional.empty() : Optional.of(Mention.Level.PART);
        }
        var level = window.lettered() ? Mention.Level.PART : figures();
        // What is known to be closed must be named clearly, or any figure would be an invoice.
        return invoices.isEmpty() && level != Mention.Level.WHOLE ? Optional.empty() : Optional.of(level);
    }

    /// Whether it is a piece of something longer, or put together of what doesn't belong together.
    private boolean isTorn() {
        boolean spaced = kind == Keys.SHORT_RUN ? window.hasCut(false) : kind == Keys.RUN && window.hasCut(true);
        // Last digits, which others may have too.
        boolean tail = isBare() && window.isPlain() && length <= TELLING_ANNOUNCED;
        boolean year = kind == Keys.OTHER_YEAR && passage.tiedToDigits(window.from(), window.end());
        return spaced || tail || year || passage.goesOnMistaken(window.end());
    }

    private Mention.Level figures() {
        if (kind == Keys.OTHER_YEAR || kind == Keys.SHORT_RUN || passage.foreign(window.from()) || !zerosFit()) {
            return Mention.Level.PART;
        }
        return isBare() ? withoutLetters() : window.isPlain() ? plain() : severalParts();
    }

    private Mention.Level withoutLetters() {
        boolean full = invoices.stream()
                .allMatch(i -> window.run().equals(InvoiceNumber.of(i.number()).bareRun()));
        if (full && length >= TELLING && (announced || !window.isPlain() || length >= TELLING_ALONE)) {
            return Mention.Level.WHOLE;
        }
        return announced || length >= TELLING ? Mention.Level.PART : Mention.Level.TAIL;
    }

    private Mention.Level severalParts() {
        return length >= TELLING || announced ? Mention.Level.WHOLE : Mention.Level.PART;
    }

    private Mention.Level plain() {
        if (passage.token(window.from()).isYear()) {
            return announced ? Mention.Level.PART : Mention.Level.TAIL;
        }
        if (length >= TELLING_ALONE || (length >= TELLING_ANNOUNCED - 1 && announced)) {
            return Mention.Level.WHOLE;
        }
        return length >= TELLING_ANNOUNCED || announced ? Mention.Level.PART : Mention.Level.TAIL;
    }

    private boolean isBare() {
        return kind == Keys.RUN_BARE || kind == Keys.PARTS_BARE;
    }

    private boolean zerosFit() {
        return invoices.stream()
                .allMatch(i ->
                        window.zerosFit(i) || InvoiceNumber.of(i.number()).run().endsWith(window.run()));
    }
}
