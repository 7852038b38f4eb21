package org.kvit.payment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// A text cut into runs of letters and runs of digits. What surely is no invoice number (dates, account
/// numbers, telephone
/// numbers, amounts with cents) is left out and separates its neighbours. Pure.
final class Tokens {
    private static final char WALL = '\u0001';
    private static final List<Pattern> NO_NUMBERS = List.of(
            Pattern.compile("(?<![\\p{L}\\d])[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?(?![\\p{L}\\d])"),
            Pattern.compile("(?<![\\d.,/-])\\d{4}-\\d{2}-\\d{2}(?![\\d-])"),
            Pattern.compile("(?<![\\d.,/-])\\d{1,2}[./] ?\\d{1,2}[./] ?(?:\\d{4}|\\d{2})(?!\\d)"),
            Pattern.compile("(?:TEL|TĀLR|TALR|PHONE|MOB|GSM)[. :]*\\+?[\\d ()-]{5,}"),
            Pattern.compile("\\+\\d{3}[\\d ()-]{6,}"),
            Pattern.compile("(?<![\\d.,/-])\\d{1,3}(?:[ .,]?\\d{3})*[.,]\\d{2}(?=\\s*(?:EUR|CZK|USD|€|KČ|$|[ ;]))"));

    private Tokens() {}

    /// @param separator what stands before it, up to the token before
    record Token(boolean digits, String text, String separator) {
        /// Digits without leading zeros, else as it is.
        String plain() {
            return digits ? text.replaceFirst("^0+(?=\\d)", "") : text;
        }
    }

    static List<Token> of(String text) {
        var upper = text.toUpperCase(Locale.ROOT);
        for (var pattern : NO_NUMBERS) {
            upper = pattern.matcher(upper).replaceAll(String.valueOf(WALL));
        }
        return cut(upper);
    }

    /// A number itself: nothing in it is left out.
    static List<Token> ofNumber(String number) {
        return cut(number.toUpperCase(Locale.ROOT));
    }

    private static List<Token> cut(String text) {
        var tokens = new ArrayList<Token>();
        int at = 0;
        int end = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean digit = c >= '0' && c <= '9';
            if (!digit && !Character.isLetter(c)) {
                at++;
                continue;
            }
            int from = at;
            while (at < text.length() && same(text.charAt(at), digit)) {
                at++;
            }
            tokens.add(new Token(digit, text.substring(from, at), text.substring(end, from)));
            end = at;
        }
        return tokens;
    }

    private static boolean same(char c, boolean digit) {
        return digit ? c >= '0' && c <= '9' : Character.isLetter(c);
    }
}
