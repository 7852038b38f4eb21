package org.kvit.interest;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// At what rate a company charges late interest. Rates are per cent a year, of 365 days.
///
/// @param points above the reference rate, 0 to 100; for the statutory basis
/// @param fixedAtStart the rate of an invoice's first late day holds for as long as it is unpaid
/// @param reference by the first day of the half-year for which each holds, and no longer
/// @param agreed by the day from which each holds, until the next one
public record InterestTerms(
        Basis basis,
        BigDecimal points,
        boolean fixedAtStart,
        NavigableMap<LocalDate, BigDecimal> reference,
        NavigableMap<LocalDate, BigDecimal> agreed) {

    /// The law's: reference rate and points; or what contracts say.
    public enum Basis {
        STATUTORY,
        AGREED;

        /// As the database and the API write it.
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public InterestTerms {
        reference = Collections.unmodifiableNavigableMap(new TreeMap<>(reference));
        agreed = Collections.unmodifiableNavigableMap(new TreeMap<>(agreed));
    }

    /// As the law of the company's country has it, with the reference rates that are known.
    public static InterestTerms legal(String country) {
        return new InterestTerms(
                Basis.STATUTORY,
                LegalInterest.points(country),
                LegalInterest.fixedAtStart(country),
                LegalInterest.reference(country),
                Collections.emptyNavigableMap());
    }

    /// What a late day costs, never less than nothing; empty where no rate is known: then it costs nothing.
    public Optional<BigDecimal> rateOn(LocalDate day) {
        return switch (basis) {
            case STATUTORY ->
                Optional.ofNullable(reference.get(HalfYear.of(day).first()))
                        .map(rate -> rate.add(points).max(BigDecimal.ZERO));
            case AGREED -> Optional.ofNullable(agreed.floorEntry(day)).map(entry -> entry.getValue());
        };
    }

    /// The day whose rate a late day has.
    ///
    /// @param start the first late day of the invoice
    LocalDate pricedBy(LocalDate start, LocalDate day) {
        return fixedAtStart && basis == Basis.STATUTORY ? start : day;
    }

    /// The days between two on which another rate may begin.
    ///
    /// @param from the first day that counts
    /// @param to the last one
    NavigableSet<LocalDate> changes(LocalDate from, LocalDate to) {
        if (basis == Basis.AGREED) {
            return new TreeSet<>(agreed.subMap(from, false, to, true).keySet());
        }
        var changes = new TreeSet<LocalDate>();
        for (var half = HalfYear.of(from).next(); !half.first().isAfter(to); half = half.next()) {
            changes.add(half.first());
        }
        return changes;
    }
}
