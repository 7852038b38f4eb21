package org.kvit.payment;

import java.util.List;
import java.util.Optional;

/// Some tokens of a text, looked at as one number: under which keys it would be known, and how much it tells.
/// Pure.
final class NumberWindow {
    static final List<Keys> ALIGNED = List.of(Keys.PARTS, Keys.PARTS_BARE);
    static final List<Keys> ALL =
            List.of(Keys.PARTS, Keys.RUN, Keys.PARTS_BARE, Keys.RUN_BARE, Keys.SHORT_RUN, Keys.OTHER_YEAR);

    private static final int TELLING = 6;
    private static final int TELLING_ALONE = 8;
    private static final int TELLING_ANNOUNCED = 4;

    private final Passage passage;
    private final int from;
    private final String first;
    private final int end;
    private final long parts;
    private final long bareParts;
    private final long otherYear;
    private final String run;
    private final String shortRun;

    private NumberWindow(Passage passage, int from, String first, int end, long[] hashes, String run, String shortRun) {
        this.passage = passage;
        this.from = from;
        this.first = first;
        this.end = end;
        this.parts = hashes[0];
        this.bareParts = hashes[1];
        this.otherYear = hashes[2];
        this.run = run;
        this.shortRun = shortRun;
    }

    /// @param first the token's text, or its end: what stands before it is a word
    static NumberWindow of(Passage passage, int at, String first) {
        var plain = passage.token(at).digits() ? passage.token(at).plain() : first;
        var hashes = new long[] {
            Keys.addPart(Keys.PARTS.begin(), plain),
            Keys.addPart(Keys.PARTS_BARE.begin(), plain),
            Keys.addPart(Keys.OTHER_YEAR.begin(), plain)
        };
        return new NumberWindow(passage, at, first, at + 1, hashes, first, plain);
    }

    NumberWindow with(Token next) {
        var hashes = new long[] {
            Keys.addPart(parts, next.plain()), Keys.addPart(bareParts, next.plain()), Keys.addPart(otherYear, next.plain())
        };
        return new NumberWindow(passage, from, first, end + 1, hashes, run + next.text(), shortRun + next.plain());
    }

    long key(Keys kind) {
        return switch (kind) {
            case PARTS -> Keys.done(parts);
            case PARTS_BARE -> Keys.done(bareParts);
            case OTHER_YEAR -> Keys.done(otherYear);
            case SHORT_RUN -> kind.of(shortRun);
            default -> kind.of(run);
        };
    }

    int end() {
        return end;
    }

    String run() {
        return run;
    }

    boolean hasDigits() {
        return run.chars().anyMatch(c -> c >= '0' && c <= '9');
    }

    /// Whether the zeros in front of each part are those of the number, or left out.
    boolean zerosFit(OpenInvoice invoice) {
        var number = InvoiceNumber.of(invoice.number());
        for (int i = from; i < end; i++) {
            var token = passage.token(i);
            if (token.digits() && token.text().startsWith("0") && !number.hasPart(token.text())) {
                return false;
            }
        }
        return true;
    }

    /// How much these tokens tell; empty if they can't be taken for a number.
    Optional<Mention.Level> level(Keys kind, List<OpenInvoice> invoices, boolean listed) {
        boolean lettered = !passage.token(from).digits();
        boolean announced = listed || passage.introduced(from);
        if (lettered && kind != Keys.OTHER_YEAR) {
            boolean telling = run.length() >= TELLING_ANNOUNCED || announced || wordBefore();
            return Optional.of(telling && zeros(invoices) ? Mention.Level.WHOLE : Mention.Level.PART);
        }
        if (!passage.isolated(from, end)) {
            return lettered || isPlain() || kind == Keys.OTHER_YEAR ? Optional.empty() : Optional.of(Mention.Level.PART);
        }
        if (isTaken() || (isMonth() && !announced)) {
            return invoices.isEmpty() ? Optional.empty() : Optional.of(Mention.Level.TAIL);
        }
        var level = lettered ? Mention.Level.PART : digitsAlone(kind, announced, invoices);
        // What is known to be closed must be named clearly, or any figure would be an invoice.
        return invoices.isEmpty() && level != Mention.Level.WHOLE ? Optional.empty() : Optional.of(level);
    }

    private Mention.Level digitsAlone(Keys kind, boolean announced, List<OpenInvoice> invoices) {
        if (kind == Keys.OTHER_YEAR || kind == Keys.SHORT_RUN || passage.foreign(from) || !zeros(invoices)) {
            return Mention.Level.PART;
        }
        int digits = run.length();
        if (kind == Keys.PARTS_BARE || kind == Keys.RUN_BARE) {
            boolean whole = digits >= TELLING && (announced || !isPlain() || digits >= TELLING_ALONE) && fullWidth(invoices);
            return whole ? Mention.Level.WHOLE : announced || digits >= TELLING ? Mention.Level.PART : Mention.Level.TAIL;
        }
        if (!isPlain()) {
            return digits >= TELLING || announced ? Mention.Level.WHOLE : Mention.Level.PART;
        }
        if (passage.token(from).isYear()) {
            return announced ? Mention.Level.PART : Mention.Level.TAIL;
        }
        if (digits >= TELLING_ALONE || (digits >= TELLING_ANNOUNCED - 1 && announced)) {
            return Mention.Level.WHOLE;
        }
        return digits >= TELLING_ANNOUNCED || announced ? Mention.Level.PART : Mention.Level.TAIL;
    }

    private boolean fullWidth(List<OpenInvoice> invoices) {
        return invoices.stream().allMatch(i -> {
            var number = InvoiceNumber.of(i.number());
            return run.equals(number.run().substring(number.prefix().length()));
        });
    }

    private boolean zeros(List<OpenInvoice> invoices) {
        return invoices.stream()
                .allMatch(i -> zerosFit(i) || InvoiceNumber.of(i.number()).run().endsWith(run));
    }

    /// One part, and that digits.
    private boolean isPlain() {
        return end == from + 1 && passage.token(from).digits();
    }

    private boolean isTaken() {
        for (int i = from; i < end; i++) {
            if (passage.taken(i)) {
                return true;
            }
        }
        return false;
    }

    private boolean isMonth() {
        return passage.ofMonth(from) && end == from + 2;
    }

    private boolean wordBefore() {
        return !first.equals(passage.token(from).text());
    }
}
