package org.kvit.payment;

import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Optional;
import org.kvit.base.Money;
import org.kvit.ui.TypedNumber;

/// Amounts as people type them. Pure.
final class TypedAmount {
    private TypedAmount() {}

    /// An amount above zero, as the reader of a page writes it ([TypedNumber]).
    ///
    /// @param decimals at most so many
    static Optional<BigDecimal> parse(String typed, int decimals, Locale locale) {
        return TypedNumber.read(typed, locale)
                .number()
                .filter(a -> a.signum() > 0 && a.precision() - a.scale() <= 14 && a.scale() <= Math.max(1, decimals));
    }

    /// As a person would type it: ungrouped, with the locale's decimal sign.
    static String of(Money money, Locale locale) {
        char sign = DecimalFormatSymbols.getInstance(locale).getDecimalSeparator();
        return money.amount().toPlainString().replace('.', sign);
    }
}
