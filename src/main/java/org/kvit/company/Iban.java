package org.kvit.company;

import org.kvit.base.CheckDigits;

/// ISO 13616 account numbers, as far as we need them: form and check digits.
public final class Iban {
    private Iban() {}

    /// Without spaces, in capitals.
    public static String compact(String written) {
        return written.replaceAll("\\s", "").toUpperCase(java.util.Locale.ROOT);
    }

    /// @param iban compact form
    public static boolean isValid(String iban) {
        return iban.matches("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
                && CheckDigits.mod97(iban.substring(4) + iban.substring(0, 4)) == 1;
    }

    /// In groups of four, as people read it.
    public static String spaced(String iban) {
        return iban.replaceAll("(.{4})(?=.)", "$1 ");
    }
}
