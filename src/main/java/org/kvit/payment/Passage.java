package org.kvit.payment;

import java.math.BigDecimal;
import java.util.BitSet;
import java.util.List;

/// A text of a payment as the matcher reads it: its tokens, which of them speak of something else than an
/// invoice, and which are announced as an invoice's number. Pure.
final class Passage {
    /// Banks break texts off at 140 signs, some sooner.
    private static final int CUT = 100;

    private final List<Token> tokens;
    private final BitSet taken = new BitSet();
    private final BitSet months = new BitSet();
    private final Announcements announcements;
    private final boolean bare;
    private final boolean cut;

    /// @param text cleaned, see [BankText] @param paid the payment's amount
    Passage(String text, BigDecimal paid) {
        tokens = Token.of(text);
        cut = text.length() >= CUT;
        var figures = OtherFigures.in(text, paid);
        var monthsOfYear = OtherFigures.months(text);
        announcements = new Announcements(tokens);
        for (int i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            taken.set(
                    i,
                    announcements.ofOther(i)
                            || (token.digits() && (figures.get(token.start()) || isOfDate(i) || isMeasured(i))));
            months.set(i, token.digits() && monthsOfYear.get(token.start()));
        }
        bare = tokens.stream()
                .filter(t -> !t.digits())
                .allMatch(t -> isSmall(t.text()) || Vocabulary.isInvoice(t.text()));
    }

    Token token(int at) {
        return tokens.get(at);
    }

    int size() {
        return tokens.size();
    }

    /// Whether the last tokens may be the beginning of a number: the text is so long that it may have been cut.
    boolean cutAt(int end) {
        return cut && end == tokens.size();
    }

    /// Digits of a date, an account, an amount, a quantity, or of what the word before names: a contract, an order.
    boolean taken(int at) {
        return taken.get(at);
    }

    /// Part of what looks like a month of a year: `10/2026`.
    boolean ofMonth(int at) {
        return months.get(at);
    }

    /// `rēķins`, `arve nr`, `fa č.` stands before it, or nothing stands there but numbers.
    boolean introduced(int at) {
        return announcements.ofInvoice(at) || (bare && !taken.get(at));
    }

    /// Joined to letters before it that are no word for an invoice or a number: `PO-2026-00123`.
    boolean foreign(int at) {
        if (at == 0 || !tokens.get(at).tied() || tokens.get(at - 1).digits()) {
            return false;
        }
        var word = tokens.get(at - 1).text();
        return !Vocabulary.isInvoice(word) && !Vocabulary.isNumber(word) && word.length() <= 5;
    }

    /// Whether tokens stand for themselves: no other digits are tied to them, as a year is to a number, unless those
    /// may be the next of a list or a range.
    boolean isolated(int from, int end) {
        boolean before = from > 0 && tokens.get(from).tied() && isOther(tokens.get(from - 1), tokens.get(from));
        boolean after = end < tokens.size() && tokens.get(end).tied() && isOther(tokens.get(end), tokens.get(end - 1));
        return !before && !after;
    }

    /// Whether what stands at once behind is a letter that looks like a digit, and digits: `10l2` is no `10`.
    boolean goesOnMistaken(int end) {
        return end + 1 < tokens.size()
                && tokens.get(end).separator().isEmpty()
                && tokens.get(end + 1).separator().isEmpty()
                && tokens.get(end).text().chars().allMatch(c -> "OILSB".indexOf(c) >= 0);
    }

    /// Whether digits stand before or behind, without a space.
    boolean tiedToDigits(int from, int end) {
        boolean before =
                from > 0 && tokens.get(from).tied() && tokens.get(from - 1).digits();
        return before
                || (end < tokens.size()
                        && tokens.get(end).tied()
                        && tokens.get(end).digits());
    }

    private static boolean isOther(Token neighbour, Token mine) {
        int more = Math.abs(neighbour.text().length() - mine.text().length());
        return neighbour.digits()
                && (more > 1
                        || (neighbour.isYear() && !mine.isYear() && mine.text().length() != 4));
    }

    /// The end of a word in which a letter came as `?`.
    boolean endsWord(int at) {
        return at > 0
                && Announcements.isMasked(tokens.get(at))
                && !tokens.get(at - 1).digits();
    }

    /// Whether figures stand side by side with nothing but a space or a line's end between: they may be one.
    boolean hasCutFigures() {
        for (int i = 1; i < tokens.size(); i++) {
            var token = tokens.get(i);
            if (token.digits() && tokens.get(i - 1).digits() && !token.tied() && token.joins()) {
                return true;
            }
        }
        return false;
    }

    /// `23 nov`, `nov 2026`
    private boolean isOfDate(int at) {
        var token = tokens.get(at);
        boolean before = at > 0 && Vocabulary.isMonth(tokens.get(at - 1).text()) && token.isYear();
        boolean after = at + 1 < tokens.size()
                && token.text().length() <= 2
                && Vocabulary.isMonth(tokens.get(at + 1).text());
        return before || after;
    }

    /// `1200 kg`, `5 pallets`
    private boolean isMeasured(int at) {
        return at + 1 < tokens.size()
                && Vocabulary.isUnit(tokens.get(at + 1).text())
                && tokens.get(at + 1).separator().isBlank();
    }

    private static boolean isSmall(String word) {
        return Vocabulary.isAnd(word) || Vocabulary.isTo(word) || Vocabulary.isNumber(word);
    }
}
