package org.kvit.payment;

import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Optional;
import org.kvit.base.Money;

/// Amounts as people type them. Pure.
final class TypedAmount {
    private TypedAmount() {}

    /// An amount above zero, with a decimal point or comma, however it is spaced.
    ///
    /// @param decimals at most so many: with two of them `1,234` is no amount, since it could be meant both ways
    static Optional<BigDecimal> parse(String typed, int decimals) {
        var plain = typed.replaceAll("[\\s\u00a0\u202f]", "").replace(',', '.');
        return plain.matches("\\d{1,14}(\\.\\d{1," + Math.max(1, decimals) + "})?")
                ? Optional.of(new BigDecimal(plain)).filter(a -> a.signum() > 0)
                : Optional.empty();
    }

    /// As a person would type it: ungrouped, with the locale's decimal sign.
    static String of(Money money, Locale locale) {
        char sign = DecimalFormatSymbols.getInstance(locale).getDecimalSeparator();
        return money.amount().toPlainString().replace('.', sign);
    }
}
