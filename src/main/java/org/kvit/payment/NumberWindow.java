package org.kvit.payment;

import java.util.List;

/// Some tokens of a text, looked at as one number: under which keys it would be known. How much it tells, see
/// [NumberTelling]. Pure.
final class NumberWindow {
    static final List<Keys> ALIGNED = List.of(Keys.PARTS, Keys.PARTS_BARE);
    static final List<Keys> ALL = List.of(
            Keys.PARTS, Keys.RUN, Keys.WRITTEN, Keys.PARTS_BARE, Keys.RUN_BARE, Keys.SHORT_RUN, Keys.OTHER_YEAR);

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
        return window.with(
                "", first, passage.token(at).digits() ? passage.token(at).plain() : first);
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

    int from() {
        return from;
    }

    /// Whether it begins with letters.
    boolean lettered() {
        return !passage.token(from).digits();
    }

    /// One part, and that digits.
    boolean isPlain() {
        return end == from + 1 && passage.token(from).digits();
    }

    /// Whether figures in it are parted by a space. @param taken only those of a date or the like
    boolean hasCut(boolean taken) {
        for (int i = from + 1; i < end; i++) {
            boolean cut = passage.token(i).digits()
                    && passage.token(i - 1).digits()
                    && !passage.token(i).tied();
            if (cut && (!taken || passage.taken(i))) {
                return true;
            }
        }
        return false;
    }

    /// Whether any of it is claimed by another word, or is of a date or the like.
    boolean isTaken() {
        for (int i = from; i < end; i++) {
            if (passage.taken(i)) {
                return true;
            }
        }
        return false;
    }

    /// `10/2026`
    boolean isMonth() {
        return passage.ofMonth(from) && end == from + 2;
    }

    /// Whether a word is glued to its front.
    boolean wordBefore() {
        return !first.equals(passage.token(from).text());
    }
}
