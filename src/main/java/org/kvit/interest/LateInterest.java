package org.kvit.interest;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.kvit.base.Money;

/// Simple interest on an invoice that is paid late (directive 2011/7/EU, Articles 2(5) and 3). Pure.
///
/// Each day from the day after the due date until the last one, that one too, bears the day's rate on what
/// was open when it began: a payment stops the interest on it from the day after. A year has 365 days, also
/// a leap year: no law of our customers' countries says otherwise, and it is never the dearer way for the
/// debtor. The sum is rounded once, half up, to the currency's digits. A day without a known rate bears nothing.
///
/// @param until the last day that it is counted to: the last late one of which the rate is known; empty if
/// there is none
/// @param missing days from which on no rate is known, each the first of its time
public record LateInterest(Money amount, Optional<LocalDate> until, SortedSet<LocalDate> missing) {
    private static final BigDecimal PER_CENT_DAYS = BigDecimal.valueOf(36_500);

    /// What is owed late.
    ///
    /// @param open now
    /// @param payments of it since the due date, in any order; earlier ones count for nothing
    public record Claim(LocalDate dueDate, Money open, List<Payment> payments) {
        public Claim {
            payments = List.copyOf(payments);
        }

        /// What was open when a day began.
        BigDecimal openOn(LocalDate day) {
            return payments.stream()
                    .filter(payment -> !payment.on().isBefore(day))
                    .map(payment -> payment.amount())
                    .reduce(open.amount(), BigDecimal::add);
        }
    }

    /// @param amount in the invoice's currency
    public record Payment(LocalDate on, BigDecimal amount) {}

    /// @param to the last day that counts
    public static LateInterest of(Claim claim, InterestTerms terms, LocalDate to) {
        var sum = BigDecimal.ZERO;
        var until = Optional.<LocalDate>empty();
        var missing = new TreeSet<LocalDate>();
        var before = claim.dueDate();
        for (var end : ends(claim, terms, to)) {
            var first = before.plusDays(1);
            var priced = terms.pricedBy(claim.dueDate().plusDays(1), first);
            var rate = terms.rateOn(priced);
            if (rate.isPresent()) {
                var days = BigDecimal.valueOf(ChronoUnit.DAYS.between(before, end));
                sum = sum.add(claim.openOn(first).multiply(rate.get()).multiply(days));
                until = Optional.of(end);
            } else {
                missing.add(unknown(terms, priced));
            }
            before = end;
        }
        return new LateInterest(rounded(sum, claim.open().currency()), until, missing);
    }

    /// Last days of stretches on which neither the rate nor what is open changes, in their order; together
    /// they hold every late day.
    private static SortedSet<LocalDate> ends(Claim claim, InterestTerms terms, LocalDate to) {
        var ends = new TreeSet<LocalDate>();
        if (!to.isAfter(claim.dueDate())) {
            return ends;
        }
        claim.payments().stream()
                .map(Payment::on)
                .filter(on -> on.isAfter(claim.dueDate()) && on.isBefore(to))
                .forEach(ends::add);
        terms.changes(claim.dueDate().plusDays(1), to).forEach(day -> ends.add(day.minusDays(1)));
        ends.add(to);
        return ends;
    }

    private static LocalDate unknown(InterestTerms terms, LocalDate day) {
        return terms.basis() == InterestTerms.Basis.STATUTORY ? HalfYear.of(day).first() : day;
    }

    private static Money rounded(BigDecimal sum, String currency) {
        int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        return new Money(sum.divide(PER_CENT_DAYS, digits, RoundingMode.HALF_UP), currency);
    }
}
