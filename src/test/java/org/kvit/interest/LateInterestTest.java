package org.kvit.interest;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kvit.base.Money;
import org.kvit.interest.InterestTerms.Basis;
import org.kvit.interest.LateInterest.Claim;
import org.kvit.interest.LateInterest.Payment;

class LateInterestTest {
    @ParameterizedTest
    @CsvSource({
        // 10.15% of 1000.00: the day after the due date is the first late one
        "LV, 2025-08-31, 2025-08-31, 0.00",
        "LV, 2025-08-31, 2025-09-01, 0.28",
        "LV, 2025-08-31, 2025-09-30, 8.34",
        // 31 days at 11.15%, 31 at 10.15%: each half-year has its own rate
        "EE, 2025-05-31, 2025-07-31, 17.78",
        // a leap year's day is the 365th part of a year like every other: 366 at 12.50% and 12.25%
        "SK, 2023-12-31, 2024-12-31, 124.08",
        // nine points above a base rate that was less than nothing: 8.12%
        "DE, 2022-01-31, 2022-02-28, 6.23",
        "PL, 2025-08-31, 2025-09-30, 12.53"
    })
    void the_law_of_the_country_says_the_rate(String country, LocalDate due, LocalDate to, String amount) {
        assertThat(of(claim(due, "1000.00", "EUR"), InterestTerms.legal(country), to))
                .isEqualTo(Money.of(amount, "EUR"));
    }

    @Test
    void in_czechia_the_rate_of_the_first_late_day_holds_for_good() {
        var due = LocalDate.of(2024, 6, 15);
        // 14.75% (repo rate of 1 January 2024 and eight) for 200 days, though the rate fell in July
        assertThat(of(claim(due, "10000", "CZK"), InterestTerms.legal("CZ"), due.plusDays(200)))
                .isEqualTo(Money.of("808.22", "CZK"));
    }

    @Test
    void each_day_bears_interest_on_what_was_open_when_it_began() {
        var due = LocalDate.of(2025, 8, 31);
        var claim = new Claim(
                due,
                Money.of("500.00", "EUR"),
                List.of(new Payment(due.plusDays(10), new BigDecimal("500.00")), new Payment(due, BigDecimal.TEN)));
        // ten days on 1000.00, ten on 500.00; what was paid on the due date was in time
        assertThat(of(claim, InterestTerms.legal("LV"), due.plusDays(20))).isEqualTo(Money.of("4.17", "EUR"));
    }

    @Test
    void an_agreed_rate_holds_until_the_next_and_before_the_first_there_is_none() {
        var terms = agreed(Map.of("2025-09-11", "36.5", "2025-09-21", "73"));
        var interest =
                LateInterest.of(claim(LocalDate.of(2025, 8, 31), "1000.00", "EUR"), terms, LocalDate.of(2025, 9, 30));
        assertThat(interest.amount()).isEqualTo(Money.of("30.00", "EUR"));
        assertThat(interest.until()).contains(LocalDate.of(2025, 9, 30));
        assertThat(interest.missing()).containsExactly(LocalDate.of(2025, 9, 1));
    }

    @Test
    void days_of_a_half_year_without_a_rate_bear_nothing_and_are_named() {
        var interest = LateInterest.of(
                claim(LocalDate.of(2025, 12, 1), "1000.00", "EUR"),
                InterestTerms.legal("LV"),
                LocalDate.of(2026, 11, 27));
        assertThat(interest.amount()).isEqualTo(Money.of("8.34", "EUR"));
        assertThat(interest.until()).contains(LocalDate.of(2025, 12, 31));
        assertThat(interest.missing()).containsExactly(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 7, 1));
    }

    @Test
    void where_no_rate_is_known_nothing_is_counted() {
        var interest = LateInterest.of(
                claim(LocalDate.of(2025, 8, 1), "1000", "SEK"), InterestTerms.legal("SE"), LocalDate.of(2025, 9, 1));
        assertThat(interest.amount()).isEqualTo(Money.zero("SEK"));
        assertThat(interest.until()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"JPY, 100000, 834", "KWD, 1000.000, 8.342", "EUR, 1000.00, 8.34"})
    void interest_is_rounded_once_to_the_digits_of_its_currency(String currency, String open, String amount) {
        var due = LocalDate.of(2025, 8, 31);
        assertThat(of(claim(due, open, currency), InterestTerms.legal("LV"), due.plusDays(30)))
                .isEqualTo(Money.of(amount, currency));
    }

    @Test
    void a_reference_rate_far_below_nothing_never_pays_the_debtor() {
        var terms = new InterestTerms(
                Basis.STATUTORY,
                BigDecimal.ONE,
                false,
                new TreeMap<>(Map.of(LocalDate.of(2025, 7, 1), new BigDecimal("-5"))),
                new TreeMap<>());
        assertThat(of(claim(LocalDate.of(2025, 8, 31), "1000", "EUR"), terms, LocalDate.of(2025, 9, 30)))
                .isEqualTo(Money.zero("EUR"));
    }

    static InterestTerms agreed(Map<String, String> rates) {
        var table = new TreeMap<LocalDate, BigDecimal>();
        rates.forEach((day, rate) -> table.put(LocalDate.parse(day), new BigDecimal(rate)));
        return new InterestTerms(Basis.AGREED, LegalInterest.POINTS, false, new TreeMap<>(), table);
    }

    private static Claim claim(LocalDate due, String open, String currency) {
        return new Claim(due, Money.of(open, currency), List.of());
    }

    private static Money of(Claim claim, InterestTerms terms, LocalDate to) {
        return LateInterest.of(claim, terms, to).amount();
    }
}
