package org.kvit.invoice;

import java.math.BigDecimal;
import java.util.Optional;

/// An amount as somebody types it into a search box: `1234`, `1 234,50`, `1,234.50`. Pure.
final class SearchedAmount {
    private SearchedAmount() {}

    static Optional<BigDecimal> of(String text) {
        var plain = text.replaceAll("[\\s\u00a0\u202f]", "");
        if (!plain.matches("\\d{1,3}([.,]?\\d{3}){0,4}([.,]\\d{1,2})?")) {
            return Optional.empty();
        }
        var decimals = plain.matches(".*[.,]\\d{1,2}") ? plain.replaceAll(".*[.,]", "") : "";
        var whole = plain.substring(0, plain.length() - (decimals.isEmpty() ? 0 : decimals.length() + 1));
        return Optional.of(new BigDecimal(whole.replaceAll("[.,]", "") + (decimals.isEmpty() ? "" : "." + decimals)));
    }
}
