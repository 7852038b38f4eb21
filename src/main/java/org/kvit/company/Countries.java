package org.kvit.company;

import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What a country suggests to a new company or customer: its time zone, currency and language. Each can
/// be changed
/// afterwards.
public final class Countries {
    /// The interface speaks these.
    public static final List<String> LANGUAGES = List.of("en", "lv", "et", "cs", "sk");
    /// Letters are written in these, whatever the interface speaks.
    public static final List<String> LETTER_LANGUAGES = List.of("en", "lv", "et", "lt", "cs", "sk", "pl", "de", "ru");

    private static final Set<String> ISO = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);
    private static final Map<String, String> ZONES = Map.ofEntries(
            Map.entry("LV", "Europe/Riga"),
            Map.entry("EE", "Europe/Tallinn"),
            Map.entry("LT", "Europe/Vilnius"),
            Map.entry("CZ", "Europe/Prague"),
            Map.entry("SK", "Europe/Bratislava"),
            Map.entry("PL", "Europe/Warsaw"),
            Map.entry("DE", "Europe/Berlin"),
            Map.entry("AT", "Europe/Vienna"),
            Map.entry("FI", "Europe/Helsinki"),
            Map.entry("SE", "Europe/Stockholm"),
            Map.entry("GB", "Europe/London"),
            Map.entry("IE", "Europe/Dublin"));
    private static final Map<String, String> TONGUES =
            Map.of("LV", "lv", "EE", "et", "LT", "lt", "CZ", "cs", "SK", "sk", "PL", "pl", "DE", "de", "AT", "de");

    private Countries() {}

    /// Whether this is an ISO 3166-1 alpha-2 code, in capitals.
    public static boolean isCountry(String code) {
        return ISO.contains(code);
    }

    public static ZoneId zoneOf(String country) {
        return ZoneId.of(ZONES.getOrDefault(country, "Europe/Brussels"));
    }

    /// What customers there are written to in: one of [#LETTER_LANGUAGES].
    public static String languageOf(String country) {
        return TONGUES.getOrDefault(country, "en");
    }

    /// What the interface of a company there speaks: one of [#LANGUAGES].
    public static String interfaceLanguageOf(String country) {
        var language = languageOf(country);
        return LANGUAGES.contains(language) ? language : "en";
    }

    public static String currencyOf(String country) {
        var currency = isCountry(country) ? Currency.getInstance(Locale.of("", country)) : null;
        return currency == null ? "EUR" : currency.getCurrencyCode();
    }
}
