package org.kvit.payment;

import java.util.List;
import java.util.Optional;

/// Some tokens of a text, looked at as one number: under which keys it would be known, and how much it tells.
/// Pure.
final class NumberWindow {
    static final List<Keys> ALIGNED = List.of(Keys.PARTS, Keys.PARTS_BARE);
    static final List<Keys> ALL =
            List.of(Keys.PARTS, Keys.RUN, Keys.WRITTEN, Keys.PARTS_BARE, Keys.RUN_BARE, Keys.SHORT_RUN, Keys.OTHER_YEAR);

    private static final int TELLING = 6;
    private static final int TELLING_ALONE = 8;
    private static final int TELLING_ANNOUNCED = 4;

    private final Passage passage;
    private final int from;
    private final String first;
    private final int end;
    private final long[] hashes;

    private NumberWindow(Passage passage, int from, String first, int end, long[] hashes) {
        this.passage = passage;
        this.from = from;
        this.first = first;
        this.end = end;
        this.hashes = hashes;
    }

    /// @param first the token's text, or its end: what stands before it is a word
    static NumberWindow of(Passage passage, int at, String first) {
        var hashes = new long[ALL.size()];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = ALL.get(i).begin();
        }
        var window = new NumberWindow(passage, at, first, at, hashes);
        return window.with("", first, passage.token(at).digits() ? passage.token(at).plain() : first);
    }

    NumberWindow with(Token next) {
        return with(next.signs(), next.text(), next.plain());
    }

    private NumberWindow with(String signs, String text, String plain) {
        var longer = new long[hashes.length];
        for (int i = 0; i < longer.length; i++) {
            longer[i] = switch (ALL.get(i)) {
                case RUN, RUN_BARE -> Keys.add(hashes[i], text);
                case WRITTEN -> Keys.add(Keys.add(hashes[i], signs), text);
                case SHORT_RUN -> Keys.add(hashes[i], plain);
                default -> Keys.addPart(hashes[i], plain);
            };
        }
        return new NumberWindow(passage, from, first, end + 1, longer);
    }

    long key(Keys kind) {
        return Keys.done(hashes[ALL.indexOf(kind)]);
    }

    int end() {
        return end;
    }

    /// Letters and digits alone.
    String run() {
        var run = new StringBuilder(first);
        for (int i = from + 1; i < end; i++) {
            run.append(passage.token(i).text());
        }
        return run.toString();
    }

    /// Whether a part is written with zeros in front.
    boolean hasZeros() {
        for (int i = from; i < end; i++) {
            if (passage.token(i).digits() && passage.token(i).text().startsWith("0")) {
                return true;
            }
        }
        return false;
    }

    boolean hasDigits() {
        for (int i = from; i < end; i++) {
            if (passage.token(i).digits()) {
                return true;
            }
        }
        return false;
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
        if (passage.goesOnMistaken(end)) {
            return Optional.empty();
        }
        if (lettered && kind != Keys.OTHER_YEAR) {
            boolean telling = run().length() >= TELLING_ANNOUNCED || announced || wordBefore();
            return Optional.of(telling && zeros(invoices) ? Mention.Level.WHOLE : Mention.Level.PART);
        }
        boolean bare = kind == Keys.RUN_BARE || kind == Keys.PARTS_BARE;
        if (bare && isPlain() && run().length() <= TELLING_ANNOUNCED) {
            return Optional.empty(); // last digits, which others may have too
        }
        if (kind == Keys.OTHER_YEAR && passage.tiedToDigits(from, end)) {
            return Optional.empty();
        }
        if (isTaken() || (isMonth() && !announced)) {
            return invoices.isEmpty() ? Optional.empty() : Optional.of(Mention.Level.TAIL);
        }
        if (!passage.isolated(from, end)) {
            return lettered || isPlain() || kind == Keys.OTHER_YEAR ? Optional.empty() : Optional.of(Mention.Level.PART);
        }
        var level = lettered ? Mention.Level.PART : digitsAlone(kind, announced, invoices);
        // What is known to be closed must be named clearly, or any figure would be an invoice.
        return invoices.isEmpty() && level != Mention.Level.WHOLE ? Optional.empty() : Optional.of(level);
    }

    private Mention.Level digitsAlone(Keys kind, boolean announced, List<OpenInvoice> invoices) {
        if (kind == Keys.OTHER_YEAR || kind == Keys.SHORT_RUN || passage.foreign(from) || !zeros(invoices)) {
            return Mention.Level.PART;
        }
        int digits = run().length();
        boolean bare = kind == Keys.RUN_BARE || kind == Keys.PARTS_BARE;
        if (bare) {
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
        return invoices.stream().allMatch(i -> run().equals(InvoiceNumber.of(i.number()).bareRun()));
    }

    private boolean zeros(List<OpenInvoice> invoices) {
        return invoices.stream()
                .allMatch(i -> zerosFit(i) || InvoiceNumber.of(i.number()).run().endsWith(run()));
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
