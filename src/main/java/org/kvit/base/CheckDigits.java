package org.kvit.base;

import java.math.BigInteger;

/// The check digits of account numbers and payment references. Pure.
public final class CheckDigits {
    private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);
    private static final int[] WEIGHTS = {7, 3, 1};

    private CheckDigits() {}

    /// What remains by ISO 7064 mod 97, letters counting 10 to 35; 1 where the check digits fit.
    /// @param text capitals and digits, the check digits last
    public static int mod97(String text) {
        var digits = new StringBuilder();
        text.chars().forEach(c -> digits.append(Character.digit(c, 36)));
        return new BigInteger(digits.toString()).mod(NINETY_SEVEN).intValue();
    }

    /// The two digits that make `mod97` of both together 1.
    public static String check97(String text) {
        int check = 98 - mod97(text + "00");
        return (check < 10 ? "0" : "") + check;
    }

    /// The digit that goes behind these by the weights 7, 3, 1 from the right.
    public static int check731(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += WEIGHTS[i % WEIGHTS.length] * Character.digit(digits.charAt(digits.length() - 1 - i), 10);
        }
        return (10 - sum % 10) % 10;
    }
}
