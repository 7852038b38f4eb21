package org.kvit.credit;

import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/// Numbers as a field shows them. Pure.
final class Typed {
    private Typed() {}

    /// With no more decimals than it needs.
    static String shown(BigDecimal number, Locale locale) {
        return separated(number.stripTrailingZeros().toPlainString(), locale);
    }

    /// As it is, with the locale's decimal separator.
    static String separated(String plain, Locale locale) {
        return plain.replace('.', DecimalFormatSymbols.getInstance(locale).getDecimalSeparator());
    }
}
