package org.kvit.interest;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.kvit.base.Money;
import org.kvit.interest.InterestTerms.Basis;
import org.kvit.interest.LateInterest.Claim;
import org.kvit.interest.LateInterest.Payment;

class LateInterestProperties {
    private static final LocalDate START = LocalDate.of(2019, 1, 1);
    private static final int DAYS = 1500;

    /// The rule as it is said, day by day: what was open when the day began, at the day's rate.
    @Property(tries = 300)
    void it_is_the_sum_of_its_days(
            @ForAll("claims") Claim claim,
            @ForAll("terms") InterestTerms terms,
            @ForAll @IntRange(max = DAYS) int days) {
        var to = claim.dueDate().plusDays(days);
        var sum = BigDecimal.ZERO;
        for (var day = claim.dueDate().plusDays(1); !day.isAfter(to); day = day.plusDays(1)) {
            var begin = day;
            var open = claim.payments().stream()
                    .filter(payment -> !payment.on().isBefore(begin))
                    .map(Payment::amount)
                    .reduce(claim.open().amount(), BigDecimal::add);
            var priced = terms.fixedAtStart() && terms.basis() == Basis.STATUTORY
                    ? claim.dueDate().plusDays(1)
                    : day;
            sum = sum.add(open.multiply(terms.rateOn(priced).orElse(BigDecimal.ZERO)));
        }
        var exact = sum.divide(BigDecimal.valueOf(36_500), 2, RoundingMode.HALF_UP);
        assertThat(LateInterest.of(claim, terms, to).amount()).isEqualTo(new Money(exact, "EUR"));
    }

    @Property(tries = 200)
    void it_never_shrinks_as_time_goes_by_nor_is_it_less_than_nothing(
            @ForAll("claims") Claim claim,
            @ForAll("terms") InterestTerms terms,
            @ForAll @IntRange(min = -10, max = DAYS) int days,
            @ForAll @IntRange(max = 400) int more) {
        var earlier =
                LateInterest.of(claim, terms, claim.dueDate().plusDays(days)).amount();
        var later = LateInterest.of(claim, terms, claim.dueDate().plusDays(days + more))
                .amount();
        assertThat(later).isGreaterThanOrEqualTo(earlier);
        assertThat(earlier).isGreaterThanOrEqualTo(Money.zero("EUR"));
    }

    @Property(tries = 200)
    void neither_the_order_of_payments_nor_one_before_the_due_date_matters(
            @ForAll("claims") Claim claim, @ForAll("terms") InterestTerms terms, @ForAll Random random) {
        var to = claim.dueDate().plusDays(DAYS);
        var mixed = new ArrayList<>(claim.payments());
        mixed.add(new Payment(claim.dueDate().minusDays(random.nextInt(30)), BigDecimal.TEN));
        Collections.shuffle(mixed, random);
        assertThat(LateInterest.of(new Claim(claim.dueDate(), claim.open(), mixed), terms, to))
                .isEqualTo(LateInterest.of(claim, terms, to));
    }

    /// Whatever is missing bears nothing: with the gap filled by nothing at all, the sum is the same.
    @Property(tries = 200)
    void a_half_year_without_a_rate_costs_as_much_as_one_at_nothing(
            @ForAll("claims") Claim claim, @ForAll @IntRange(max = 8) int gap) {
        var with = new TreeMap<LocalDate, BigDecimal>();
        var half = HalfYear.of(START);
        for (int i = 0; i < 14; i++) {
            with.put(half.first(), BigDecimal.valueOf(i));
            half = half.next();
        }
        var removed = with.navigableKeySet().stream().skip(gap).findFirst().orElseThrow();
        var without = new TreeMap<>(with);
        without.remove(removed);
        with.put(removed, BigDecimal.valueOf(-8));
        var to = claim.dueDate().plusDays(DAYS);
        var counted = LateInterest.of(claim, statutory(without, false), to);
        assertThat(counted.amount())
                .isEqualTo(LateInterest.of(claim, statutory(with, false), to).amount());
        assertThat(List.of(removed)).containsAll(counted.missing());
    }

    @Provide
    Arbitrary<Claim> claims() {
        var due = Arbitraries.integers().between(0, 800).map(START::plusDays);
        var payments = Combinators.combine(
                        Arbitraries.integers().between(1, 900),
                        Arbitraries.longs().between(1, 90_000))
                .as((day, cents) -> List.of((long) day, cents))
                .list()
                .ofMaxSize(5);
        var open = Arbitraries.longs().between(0, 5_000_000);
        return Combinators.combine(due, open, payments)
                .as((day, cents, paid) -> new Claim(
                        day,
                        new Money(BigDecimal.valueOf(cents, 2), "EUR"),
                        paid.stream()
                                .map(p -> new Payment(day.plusDays(p.getFirst()), BigDecimal.valueOf(p.getLast(), 2)))
                                .toList()));
    }

    @Provide
    Arbitrary<InterestTerms> terms() {
        var rate = Arbitraries.integers().between(-900, 2000).map(r -> BigDecimal.valueOf(r, 2));
        var reference = rate.list().ofMinSize(5).ofMaxSize(14).map(rates -> {
            var table = new TreeMap<LocalDate, BigDecimal>();
            var half = HalfYear.of(START);
            for (var r : rates) {
                table.put(half.first(), r);
                half = half.next();
            }
            return table;
        });
        var agreed = Arbitraries.integers().between(0, 2000).list().ofMaxSize(6).map(days -> {
            var table = new TreeMap<LocalDate, BigDecimal>();
            days.forEach(day -> table.put(START.plusDays(day), BigDecimal.valueOf(day % 30)));
            return table;
        });
        return Combinators.combine(reference, agreed, Arbitraries.of(true, false), Arbitraries.of(Basis.class))
                .as((r, a, fixed, basis) -> new InterestTerms(basis, LegalInterest.POINTS, fixed, r, a));
    }

    private static InterestTerms statutory(NavigableMap<LocalDate, BigDecimal> reference, boolean fixed) {
        return new InterestTerms(Basis.STATUTORY, LegalInterest.POINTS, fixed, reference, new TreeMap<>());
    }
}
