package org.kvit.settings;

import java.time.ZoneId;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;

/// What is offered where only certain values are possible.
public final class Choices {
    private Choices() {}

    /// A currency to choose: its ISO 4217 code, and its name in the reader's language.
    public record Named(String code, String name) {}

    /// IANA time zones of places; Europe's first.
    static List<String> zones() {
        return ZoneId.getAvailableZoneIds().stream()
                .filter(zone -> zone.matches("(Europe|Africa|America|Asia|Atlantic|Australia|Indian|Pacific)/.+"))
                .sorted(Comparator.comparing((String zone) -> !zone.startsWith("Europe/"))
                        .thenComparing(zone -> zone))
                .toList();
    }

    static List<Named> currencies(Locale locale) {
        return Currency.getAvailableCurrencies().stream()
                .filter(currency -> currency.getDefaultFractionDigits() >= 0)
                .map(currency -> new Named(currency.getCurrencyCode(), currency.getDisplayName(locale)))
                .sorted(Comparator.comparing(Named::code))
                .toList();
    }
}
