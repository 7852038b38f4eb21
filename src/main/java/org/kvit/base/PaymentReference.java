package org.kvit.base;

import java.util.Locale;
import java.util.Optional;

/// Payment references: made of an invoice's number, and their check digits. Pure. Different numbers of one
/// series give different references, as long as their last digits (letters, for `RF`) that fit differ.
public final class PaymentReference {
    private static final int LONGEST_CREDITOR = 21;
    private static final int LONGEST_ESTONIAN = 19;
    private static final int LONGEST_SYMBOL = 10;

    private PaymentReference() {}

    /// ISO 11649: `RF`, two check digits, the number's letters and digits, the last 21 of them. Empty if it
    /// has none.
    public static Optional<String> creditor(String number) {
        return last(number.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", ""), LONGEST_CREDITOR)
                .map(body -> "RF" + CheckDigits.check97(body + "RF") + body);
    }

    /// The Estonian viitenumber: the number's digits, the last 19 of them, and a check digit. Empty if it
    /// has none.
    public static Optional<String> estonian(String number) {
        return last(digits(number), LONGEST_ESTONIAN).map(body -> body + CheckDigits.check731(body));
    }

    /// The Czech and Slovak variable symbol: the number's last ten digits. Empty if it has none.
    public static Optional<String> symbol(String number) {
        return last(digits(number), LONGEST_SYMBOL);
    }

    /// @param reference capitals and digits alone
    public static boolean isCreditor(String reference) {
        return reference.matches("RF\\d{2}[A-Z0-9]{1,21}")
                && CheckDigits.mod97(reference.substring(4) + reference.substring(0, 4)) == 1;
    }

    /// 2 to 20 digits, the last by the weights 7, 3, 1.
    public static boolean isEstonian(String reference) {
        int last = reference.length() - 1;
        return reference.matches("[0-9]{2,20}")
                && CheckDigits.check731(reference.substring(0, last)) == Character.digit(reference.charAt(last), 10);
    }

    private static String digits(String number) {
        return number.replaceAll("[^0-9]", "");
    }

    /// Banks drop leading zeros of a figure.
    private static Optional<String> last(String text, int most) {
        var cut = text.substring(Math.max(0, text.length() - most));
        return Optional.of(cut.matches("[0-9]+") ? cut.replaceFirst("^0+", "") : cut)
                .filter(t -> !t.isEmpty());
    }
}
