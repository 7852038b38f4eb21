package org.kvit.company;

import java.math.BigInteger;

/// ISO 13616 account numbers, as far as we need them: form and check digits.
public final class Iban {
    private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

    private Iban() {}

    /// Without spaces, in capitals.
    public static String compact(String written) {
        return written.replaceAll("\\s", "").toUpperCase(java.util.Locale.ROOT);
    }

    /// @param iban compact form
    public static boolean isValid(String iban) {
        if (!iban.matches("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")) {
            return false;
        }
        var digits = new StringBuilder();
        (iban.substring(4) + iban.substring(0, 4)).chars().forEach(c -> digits.append(Character.digit(c, 36)));
        return new BigInteger(digits.toString()).mod(NINETY_SEVEN).intValue() == 1;
    }

    /// In groups of four, as people read it.
    public static String spaced(String iban) {
        return iban.replaceAll("(.{4})(?=.)", "$1 ");
    }
}
