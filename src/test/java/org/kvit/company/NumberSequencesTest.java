package org.kvit.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class NumberSequencesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    private static final NumberPattern STANDARD = new NumberPattern("RK-{year}-{number:5}");

    @Autowired
    NumberSequences sequences;

    @Autowired
    Companies companies;

    @Autowired
    History history;

    @Autowired
    TransactionTemplate transaction;

    private TestCompany company;

    @BeforeEach
    void company() {
        company = TestCompany.found(companies);
    }

    @Test
    void writers_at_once_some_of_which_roll_back_leave_no_gap_and_take_no_number_twice() throws Exception {
        var kept = Collections.synchronizedList(new ArrayList<String>());
        Callable<Integer> writer = () -> {
            var luck = new Random();
            for (int i = 0; i < 25; i++) {
                boolean breaks = luck.nextInt(3) == 0;
                var number = company.actor()
                        .get(() -> transaction.execute(status -> {
                            var taken = sequences.next("invoice", STANDARD, DAY);
                            if (breaks) {
                                status.setRollbackOnly();
                            }
                            return taken;
                        }));
                if (!breaks) {
                    kept.add(number);
                }
            }
            return 0;
        };
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (var done : threads.invokeAll(Collections.nCopies(6, writer))) {
                done.get();
            }
        }
        assertThat(kept.stream().sorted().toList())
                .isEqualTo(IntStream.rangeClosed(1, kept.size())
                        .mapToObj(n -> STANDARD.write(DAY, n))
                        .toList());
    }

    @Test
    void each_series_each_company_and_each_year_counts_by_itself() {
        assertThat(next("invoice", DAY)).isEqualTo("RK-2026-00001");
        assertThat(next("invoice", DAY)).isEqualTo("RK-2026-00002");
        assertThat(next("credit", DAY)).isEqualTo("RK-2026-00001");
        assertThat(next("invoice", DAY.plusYears(1))).isEqualTo("RK-2027-00001");
        assertThat(next("invoice", DAY)).isEqualTo("RK-2026-00003");
        company = TestCompany.found(companies);
        assertThat(next("invoice", DAY)).isEqualTo("RK-2026-00001");
    }

    @Test
    void a_pattern_of_the_companys_own_takes_over_where_the_counting_is() {
        next("invoice", DAY);
        company.actor().run(() -> sequences.write("invoice", STANDARD, new NumberPattern("A{year:2}/{number}")));
        assertThat(next("invoice", DAY)).isEqualTo("A26/2");
        assertThat(next("invoice", DAY.plusYears(1))).isEqualTo("A27/1");
        company.actor().run(() -> sequences.write("order", STANDARD, new NumberPattern("O-{number:3}")));
        assertThat(List.of(next("order", DAY), next("order", DAY.plusYears(1)))).containsExactly("O-001", "O-002");
    }

    @Test
    void every_change_of_a_format_is_written_down_and_no_number_that_is_taken() {
        next("invoice", DAY);
        next("invoice", DAY.plusYears(1));
        assertThat(changes()).isEmpty();
        company.actor().run(() -> sequences.write("invoice", STANDARD, STANDARD));
        assertThat(changes()).isEmpty();
        company.actor().run(() -> sequences.write("invoice", STANDARD, new NumberPattern("A{number}")));
        company.actor().run(() -> sequences.write("invoice", STANDARD, new NumberPattern("B{number}")));
        next("invoice", DAY);
        assertThat(changes())
                .containsExactly(
                        "Anna Ozola screen changed A{number} B{number}",
                        "Anna Ozola screen changed RK-{year}-{number:5} A{number}",
                        "Anna Ozola screen created - RK-{year}-{number:5}");
    }

    @Test
    void it_goes_on_behind_numbers_that_were_used_elsewhere_and_never_back() {
        next("invoice", DAY);
        goOnBehind(41);
        assertThat(next("invoice", DAY)).isEqualTo("RK-2026-00042");
        goOnBehind(7);
        assertThat(next("invoice", DAY)).isEqualTo("RK-2026-00043");
    }

    @Test
    void a_number_is_taken_only_in_the_transaction_that_uses_it() {
        assertThatThrownBy(() -> company.actor().get(() -> sequences.next("invoice", STANDARD, DAY)))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    /// Who, from where, what, before, after; the newest first.
    private List<String> changes() {
        return company.actor()
                .get(() -> history.of("number_format", history.idsOf("number_format")).values().stream()
                        .flatMap(List::stream)
                        .map(c -> c.user().orElse("-") + " " + c.via() + " " + c.action()
                                + c.fields().stream()
                                        .filter(f -> f.name().equals("pattern"))
                                        .map(f -> " " + f.before().orElse("-") + " "
                                                + f.after().orElse("-"))
                                        .collect(Collectors.joining()))
                        .toList());
    }

    private String next(String series, LocalDate on) {
        return java.util.Objects.requireNonNull(
                company.actor().get(() -> transaction.execute(_ -> sequences.next(series, STANDARD, on))));
    }

    private void goOnBehind(long last) {
        company.actor()
                .run(() -> transaction.executeWithoutResult(
                        _ -> sequences.continueBehind("invoice", STANDARD, DAY, last)));
    }
}
