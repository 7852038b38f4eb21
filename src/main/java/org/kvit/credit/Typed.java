package org.kvit.credit;

import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Optional;

/// Numbers as people type them into a field, and as a field shows them. Pure.
final class Typed {
    private Typed() {}

    /// `1234.5`, `1 234,50`, `-3`: thousands may be set apart by blanks. Empty if it is none.
    static Optional<BigDecimal> decimal(String typed) {
        var plain = typed.replaceAll("[\\s\u00a0\u202f]", "").replace(',', '.').replace('\u2212', '-');
        return plain.matches("-?\\d{1,15}(\\.\\d{1,10})?") ? Optional.of(new BigDecimal(plain)) : Optional.empty();
    }

    /// With no more decimals than it needs.
    static String shown(BigDecimal number, Locale locale) {
        return separated(number.stripTrailingZeros().toPlainString(), locale);
    }

    /// As it is, with the locale's decimal separator.
    static String separated(String plain, Locale locale) {
        return plain.replace('.', DecimalFormatSymbols.getInstance(locale).getDecimalSeparator());
    }
}
