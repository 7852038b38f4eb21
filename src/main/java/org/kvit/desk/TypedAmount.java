package org.kvit.desk;

import java.math.BigDecimal;
import java.util.Optional;

/// An amount as a person types it: `1234.5`, `1234,50`, `1.234,50`, `1,234.50`. Pure.
final class TypedAmount {
    private static final String DECIMALS = "\\d{1,13}(?:[.,]\\d{1,2})?";
    /// Thousands apart by one sign, decimals by the other. Without decimals it takes two signs: `1,234` could be
    /// either.
    private static final String GROUPED =
            "\\d{1,3}(?:(?:,\\d{3}){1,4}\\.\\d{1,2}|(?:\\.\\d{3}){1,4},\\d{1,2}|(?:,\\d{3}){2,4}|(?:\\.\\d{3}){2,4})";

    private TypedAmount() {}

    /// @param typed without spaces
    /// @return empty for what is no amount, or could be two
    static Optional<BigDecimal> read(String typed) {
        if (typed.matches(DECIMALS)) {
            return Optional.of(new BigDecimal(typed.replace(',', '.')));
        }
        if (!typed.matches(GROUPED)) {
            return Optional.empty();
        }
        int last = Math.max(typed.lastIndexOf(','), typed.lastIndexOf('.'));
        boolean whole = typed.length() - last > 3;
        var digits = typed.replaceAll("[.,]", "");
        return Optional.of(
                whole ? new BigDecimal(digits) : new BigDecimal(digits).movePointLeft(typed.length() - last - 1));
    }
}
