package org.kvit.payment;

import java.util.ArrayList;
import java.util.List;

/// A run of letters or of digits in a text.
///
/// @param plain digits without leading zeros, letters as they are
/// @param separator what stands before it, up to the token before
/// @param start where it begins in the text
record Token(boolean digits, String text, String plain, String separator, int start) {
    /// Longer ones are no writing of a person.
    private static final int MOST = 1200;

    private static final int LONGEST_JOINT = 6;

    /// @param text in capitals
    static List<Token> of(String text) {
        var tokens = new ArrayList<Token>();
        int at = 0;
        int end = 0;
        while (at < text.length() && tokens.size() < MOST) {
            char sign = text.charAt(at);
            boolean digit = isDigit(sign);
            if (!digit && !Character.isLetter(sign)) {
                at++;
                continue;
            }
            int from = at;
            while (at < text.length() && (digit ? isDigit(text.charAt(at)) : Character.isLetter(text.charAt(at)))) {
                at++;
            }
            var run = text.substring(from, at);
            tokens.add(new Token(digit, run, digit ? withoutZeros(run) : run, text.substring(end, from), from));
            end = at;
        }
        return tokens;
    }

    static String withoutZeros(String digits) {
        int zeros = 0;
        while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') {
            zeros++;
        }
        return digits.substring(zeros);
    }

    /// What stands before it but for spaces and ends of lines.
    String signs() {
        return separator.isBlank() ? "" : separator.replace(" ", "").replace("\n", "");
    }

    /// Whether it can go on with the token before as one number: glued, or with few signs or a line's end between.
    boolean joins() {
        return separator.length() <= LONGEST_JOINT && consistsOf(" \n-/._\\:#()*=");
    }

    /// Glued to the token before, or tied to it by a sign other than a space.
    boolean tied() {
        return separator.isEmpty() || (separator.length() == 1 && "-/._\\:#".contains(separator));
    }

    private boolean consistsOf(String signs) {
        for (int i = 0; i < separator.length(); i++) {
            if (signs.indexOf(separator.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    boolean isYear() {
        return digits && text.length() == 4 && (text.startsWith("19") || text.startsWith("20"));
    }

    private static boolean isDigit(char sign) {
        return sign >= '0' && sign <= '9';
    }
}
