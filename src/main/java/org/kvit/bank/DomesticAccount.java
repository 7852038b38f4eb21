package org.kvit.bank;

import java.util.Optional;
import java.util.regex.Pattern;
import org.kvit.base.CheckDigits;

/// Czech and Slovak account numbers: a prefix of up to six digits, a number of up to ten, a bank's code
/// of four. Pure. Czech law (decree 169/2011 Sb.) and the Slovak central bank's decree 8/2009 give both
/// parts check digits by modulo 11, and the IBAN is the bank's code and the sixteen digits.
final class DomesticAccount {
    private static final Pattern WRITTEN = Pattern.compile("(?:(\\d{1,6})-)?(\\d{2,10})/(\\d{4})");
    private static final int[] WEIGHTS = {6, 3, 7, 9, 10, 5, 8, 4, 2, 1};
    /// The ABO format's internal order: at each place of the usual order, where its digit stands.
    private static final int[] INTERNAL = {10, 11, 12, 13, 14, 15, 4, 5, 6, 7, 8, 3, 9, 1, 2, 0};

    private DomesticAccount() {}

    /// The IBAN of an account as people write it: `19-2000145399/0800`. Empty unless it is one of such
    /// a country.
    static Optional<String> iban(String country, String written) {
        var parts = WRITTEN.matcher(written);
        if (!isOf(country) || !parts.matches()) {
            return Optional.empty();
        }
        var prefix = parts.group(1) == null ? "" : parts.group(1);
        var sixteen = padded(prefix, 6) + padded(parts.group(2), 10);
        return isRight(sixteen) ? Optional.of(iban(country, parts.group(3), sixteen)) : Optional.empty();
    }

    static boolean isOf(String country) {
        return country.equals("CZ") || country.equals("SK");
    }

    /// @param bankCode four digits @param sixteen prefix and number
    static String iban(String country, String bankCode, String sixteen) {
        var bban = bankCode + sixteen;
        return country + CheckDigits.check97(bban + country) + bban;
    }

    /// Whether both parts' check digits fit, and there is a number at all.
    static boolean isRight(String sixteen) {
        return sixteen.matches("\\d{16}")
                && !sixteen.endsWith("0000000000")
                && remainder(sixteen.substring(0, 6)) == 0
                && remainder(sixteen.substring(6)) == 0;
    }

    /// The usual order of digits that came in the internal one.
    static String fromInternal(String sixteen) {
        var usual = new StringBuilder(16);
        for (int place : INTERNAL) {
            usual.append(sixteen.charAt(place));
        }
        return usual.toString();
    }

    /// As people write it, without the bank's code: `19-2000145399`.
    static String shown(String sixteen) {
        var prefix = sixteen.substring(0, 6).replaceFirst("^0+", "");
        var number = sixteen.substring(6).replaceFirst("^0+(?=\\d)", "");
        return prefix.isEmpty() ? number : prefix + "-" + number;
    }

    private static int remainder(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += WEIGHTS[WEIGHTS.length - digits.length() + i] * Character.digit(digits.charAt(i), 10);
        }
        return sum % 11;
    }

    private static String padded(String digits, int length) {
        return "0".repeat(length - digits.length()) + digits;
    }
}
