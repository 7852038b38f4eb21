package org.kvit.receivable;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kvit.base.Money;

class AgeingTest {
    @ParameterizedTest
    @CsvSource({
        "-400, NOT_DUE",
        "0, NOT_DUE",
        "1, DAYS_1_TO_30",
        "30, DAYS_1_TO_30",
        "31, DAYS_31_TO_60",
        "60, DAYS_31_TO_60",
        "61, DAYS_61_TO_90",
        "90, DAYS_61_TO_90",
        "91, OVER_90",
        "4000, OVER_90"
    })
    void a_debt_is_in_the_bucket_that_holds_its_days_overdue(long days, AgeingBucket bucket) {
        assertThat(AgeingBucket.of(days)).isEqualTo(bucket);
    }

    @Test
    void an_invoice_due_today_is_not_overdue() {
        var today = LocalDate.of(2026, 11, 23);
        assertThat(AgeingBucket.daysOverdue(today, today)).isZero();
        assertThat(Ageing.none("EUR").plus(Money.of("10", "EUR"), 0).overdue().isZero())
                .isTrue();
    }

    @Property
    void the_buckets_add_up_to_the_whole(@ForAll List<@IntRange(min = -500, max = 500) Integer> days) {
        var ageing = Ageing.none("EUR");
        for (int day : days) {
            ageing = ageing.plus(Money.of("10.01", "EUR"), day);
        }
        assertThat(ageing.unpaid()).isEqualTo(times(days.size()));
        assertThat(ageing.overdue())
                .isEqualTo(times((int) days.stream().filter(d -> d > 0).count()));
    }

    private static Money times(int count) {
        return new Money(new java.math.BigDecimal("10.01").multiply(java.math.BigDecimal.valueOf(count)), "EUR");
    }
}
