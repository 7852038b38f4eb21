package org.kvit.payment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/// An invoice's number taken apart: letters in front, a year if there is one, the running number. Which is which
/// is seen from the number alone: `RK-2026-00123`, `2026/0123`, `FV-123/2026`, `F2026123`, `26VF0012`, `123/26`,
/// `1/11/2026`, `123-A`. Pure.
final class InvoiceNumber {
    private static final int MOST_PARTS = 10;
    /// Numbers are looked at several times while one payment is matched.
    private static final int REMEMBERED = 1 << 12;

    private static final InvoiceNumber[] RECENT = new InvoiceNumber[REMEMBERED];

    private final String number;
    private final List<Token> parts;
    private final int running;
    private final int year;

    private InvoiceNumber(String number, List<Token> parts) {
        this.number = number;
        this.parts = parts;
        this.year = year(parts);
        this.running = running(parts, year);
    }

    /// What several threads remember at once is at worst taken apart twice: all of it is final.
    static InvoiceNumber of(String number) {
        int place = number.hashCode() & REMEMBERED - 1;
        var recent = RECENT[place];
        if (recent == null || !recent.number.equals(number)) {
            recent = apart(number);
            RECENT[place] = recent;
        }
        return recent;
    }

    /// [#of] for the many that are looked at once.
    static InvoiceNumber apart(String number) {
        var parts = Token.of(BankText.of(number));
        return new InvoiceNumber(number, parts.size() > MOST_PARTS ? parts.subList(0, MOST_PARTS) : parts);
    }

    /// Whether there is anything to be found by.
    boolean isNumbered() {
        return running >= 0;
    }

    int parts() {
        return parts.size();
    }

    boolean lettered() {
        return !parts.getFirst().digits();
    }

    /// The letters in front; empty if there are none.
    String prefix() {
        return lettered() ? parts.getFirst().text() : "";
    }

    /// How many digits the running number is written with.
    int width() {
        return parts.get(running).text().length();
    }

    /// The running number, without zeros in front.
    String running() {
        return parts.get(running).plain();
    }

    /// Whether a run of digits is one of its parts, written with as many zeros.
    boolean hasPart(String digits) {
        return parts.stream().anyMatch(p -> p.digits() && p.text().equals(digits));
    }

    /// The key ([Keys#PARTS]) of the number of the same series that runs with these digits.
    long sibling(String digits) {
        var plain = plain();
        plain.set(running, Token.withoutZeros(digits));
        return Keys.PARTS.ofParts(plain);
    }

    boolean sameSeries(InvoiceNumber other) {
        return sibling("0") == other.sibling("0");
    }

    /// Letters and digits alone.
    String run() {
        var run = new StringBuilder();
        parts.forEach(p -> run.append(p.text()));
        return run.toString();
    }

    /// The same without the letters in front.
    String bareRun() {
        var run = new StringBuilder();
        parts.subList(letters(), parts.size()).forEach(p -> run.append(p.text()));
        return run.toString();
    }

    /// How many parts in front are letters: two of `KV-R-2026-00123`.
    int letters() {
        int letters = 0;
        while (letters < parts.size() && !parts.get(letters).digits()) {
            letters++;
        }
        return letters;
    }

    /// What closed invoices are known by, see [NumberKeys#whole].
    void wholeKeys(LongConsumer key) {
        new NumberKeys(this, key).whole();
    }

    /// All keys that it may be found by.
    void keys(LongConsumer key) {
        new NumberKeys(this, key).all();
    }

    List<Token> tokens() {
        return parts;
    }

    /// Where the running number stands among the parts.
    int runningAt() {
        return running;
    }

    /// Where the year stands; -1 if there is none.
    int yearAt() {
        return year;
    }

    /// Its parts without zeros in front.
    List<String> plain() {
        return new ArrayList<>(parts.stream().map(Token::plain).toList());
    }

    /// Four digits that are a year's; else two at the end that may be one, behind a slash: `123/26`.
    private static int year(List<Token> parts) {
        if (parts.stream().filter(Token::digits).count() < 2) {
            return -1;
        }
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).isYear()) {
                return i;
            }
        }
        int last = parts.size() - 1;
        var end = parts.get(last);
        boolean two = end.digits()
                && end.text().length() == 2
                && end.separator().equals("/")
                && end.text().compareTo("15") > 0;
        return two && parts.get(last - 1).digits() ? last : -1;
    }

    /// The last digits that are no year; before a month and a year, the first.
    private static int running(List<Token> parts, int year) {
        int last = -1;
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).digits() && i != year) {
                var plain = parts.get(i).plain();
                boolean month = last >= 0 && i + 1 == year && plain.length() <= 2 && Integer.parseInt(plain) <= 12;
                last = month ? last : i;
            }
        }
        return last;
    }
}
