package org.kvit.interest;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.kvit.base.Money;

/// What the laws on late payment between businesses say, country by country, and the reference rates that
/// are known for certain. A half-year that isn't here has no rate until the company enters one.
public final class LegalInterest {
    /// At least so many points above the reference rate: directive 2011/7/EU, Article 2(6).
    static final BigDecimal POINTS = BigDecimal.valueOf(8);

    /// § 288(2) BGB.
    private static final BigDecimal GERMAN_POINTS = BigDecimal.valueOf(9);
    /// Art. 4(3) of the Polish act of 8 March 2013 on excessive delays in commercial transactions, since 2020.
    private static final BigDecimal POLISH_POINTS = BigDecimal.TEN;
    private static final Set<String> BY_ECB =
            Set.of("EE", "LV", "LT", "SK", "BE", "CY", "ES", "GR", "IE", "IT", "LU", "MT", "NL", "PT", "SI");

    /// The European Central Bank's rate for main refinancing operations, on the first day.
    private static final NavigableMap<LocalDate, BigDecimal> ECB = table(
            2019, "0.00", "0.00", "0.00", "0.00", "0.00", "0.00", "0.00", "0.00", "2.50", "4.00", "4.50", "4.25",
            "3.15", "2.15");
    /// The Bundesbank's base rate, § 247 BGB.
    private static final NavigableMap<LocalDate, BigDecimal> BUNDESBANK = table(
            2019, "-0.88", "-0.88", "-0.88", "-0.88", "-0.88", "-0.88", "-0.88", "-0.88", "1.62", "3.12", "3.62",
            "3.37", "2.27", "1.27");
    /// The Czech National Bank's two-week repo rate.
    private static final NavigableMap<LocalDate, BigDecimal> CNB =
            table(2020, "2.00", "0.25", "0.25", "0.50", "3.75", "7.00", "7.00", "7.00", "6.75", "4.75", "4.00", "3.50");
    /// The reference rate of Narodowy Bank Polski.
    private static final NavigableMap<LocalDate, BigDecimal> NBP =
            table(2020, "1.50", "0.10", "0.10", "0.10", "1.75", "6.00", "6.75", "6.75", "5.75", "5.75", "5.75", "5.25");

    private LegalInterest() {}

    /// The reference rates that a country's law goes by, per cent a year, by the half-year's first day; none
    /// where we don't know them.
    ///
    /// @param country ISO 3166-1 alpha-2
    public static NavigableMap<LocalDate, BigDecimal> reference(String country) {
        return switch (country) {
            case "DE" -> BUNDESBANK;
            case "CZ" -> CNB;
            case "PL" -> NBP;
            default -> BY_ECB.contains(country) ? ECB : Collections.emptyNavigableMap();
        };
    }

    /// How many points above it late payment costs.
    public static BigDecimal points(String country) {
        return Map.of("DE", GERMAN_POINTS, "PL", POLISH_POINTS).getOrDefault(country, POINTS);
    }

    /// Whether the rate of the first late day holds for good: § 2 of Czech government regulation 351/2013.
    /// Elsewhere each half-year has its own.
    public static boolean fixedAtStart(String country) {
        return country.equals("CZ");
    }

    /// What the law lets a creditor ask for the costs of recovery without proof: 40 EUR by directive 2011/7/EU,
    /// Article 6; in Czech crowns 1200, by § 3 of government regulation 351/2013. Offered for a level's fee.
    public static List<Money> compensations() {
        return List.of(Money.of("40", "EUR"), Money.of("1200", "CZK"));
    }

    /// Half-year after half-year from January of a year on.
    private static NavigableMap<LocalDate, BigDecimal> table(int year, String... rates) {
        var table = new TreeMap<LocalDate, BigDecimal>();
        var half = new HalfYear(LocalDate.of(year, 1, 1));
        for (var rate : rates) {
            table.put(half.first(), new BigDecimal(rate));
            half = half.next();
        }
        return Collections.unmodifiableNavigableMap(table);
    }
}
