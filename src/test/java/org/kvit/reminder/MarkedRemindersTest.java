package org.kvit.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.customer.CustomerId;
import org.kvit.receivable.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class MarkedRemindersTest {
    @Autowired
    private Companies companies;

    @Autowired
    private MarkedReminders reminders;

    @Autowired
    private RunReadings readings;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private TestCompany company;
    private Ledger ledger;
    private LocalDate today;

    @BeforeEach
    void accounts() {
        company = TestCompany.found(companies);
        ledger = new Ledger(jdbc, transaction);
        today = company.actor().get(companies::today);
    }

    @Test
    void a_forecast_counts_letters_by_level_and_sums_by_currency() {
        company.actor().run(() -> {
            var praha = overdue("Praha", "P-1", 3, "100.00");
            ledger.invoice(praha, "P-2", today.minusDays(60), today.minusDays(40), "2500.00", "CZK");
            var tallinn = overdue("Tallinn", "T-1", 5, "50.00");
            var forecast = reminders.forecast(today, Set.of(praha, tallinn));
            assertThat(forecast.customers()).isEqualTo(2);
            assertThat(forecast.letters()).isEqualTo(3);
            assertThat(forecast.levels())
                    .extracting(l -> l.level() + ": " + l.letters() + " " + l.sums())
                    .containsExactly("1: 2 [150.00 EUR]", "3: 1 [2500.00 CZK]");
            assertThat(forecast.left()).isEmpty();
            assertThat(forecast.statements().none()).isTrue();
        });
    }

    @Test
    void who_gets_nothing_is_counted_under_the_reason_of_most_of_their_invoices() {
        company.actor().run(() -> {
            var silent = ledger.customer("Silent", "");
            for (int i = 0; i < 3; i++) {
                ledger.invoice(silent, "S-" + i, today.minusDays(60), today.minusDays(9 + i), "10.00");
            }
            ledger.change("UPDATE invoice SET reminders_off = true WHERE number = 'S-2'");
            var paid = ledger.customer("Paid");
            var forecast = reminders.forecast(today, Set.of(silent, paid));
            assertThat(forecast.letters()).isZero();
            assertThat(forecast.left())
                    .extracting(l -> l.reason() + " " + l.customers() + " "
                            + l.first().getFirst().name())
                    .containsExactly("noAddress 1 Silent", "notDue 1 Paid");
        });
    }

    @Test
    void a_forecast_leaves_nothing_behind() {
        company.actor().run(() -> {
            reminders.forecast(today, Set.of(overdue("Praha", "P-1", 3, "100.00")));
            assertThat(readings.tallies(0, 10)).isEmpty();
        });
    }

    @Test
    void one_wish_that_many_programs_carry_out_at_once_makes_one_run() throws Exception {
        var customer = company.actor().get(() -> overdue("Praha", "P-1", 3, "100.00"));
        var wish = UUID.randomUUID();
        var runs = new HashSet<RunId>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            var calls = IntStream.range(0, 4)
                    .<Callable<RunId>>mapToObj(_ ->
                            () -> company.actor().call(() -> reminders.send(wish, today, Set.of(customer))))
                    .toList();
            for (var done : threads.invokeAll(calls)) {
                runs.add(done.get());
            }
        }
        assertThat(runs).hasSize(1);
        company.actor().run(() -> assertThat(readings.tallies(0, 10)).hasSize(1));
    }

    @Test
    void a_refusal_leaves_no_run_behind() {
        company.actor().run(() -> {
            var paid = ledger.customer("Paid");
            assertThatThrownBy(() -> reminders.send(UUID.randomUUID(), today, Set.of(paid)))
                    .isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> reminders.forecast(today.plusYears(9), Set.of(paid)))
                    .isInstanceOf(Refusal.class);
            assertThat(readings.tallies(0, 10)).isEmpty();
        });
    }

    private CustomerId overdue(String name, String number, int days, String total) {
        var customer = ledger.customer(name);
        ledger.invoice(customer, number, today.minusDays(days + 14L), today.minusDays(days), total);
        return customer;
    }
}
