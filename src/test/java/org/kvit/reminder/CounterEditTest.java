package org.kvit.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.ApiClient;
import org.kvit.KvitTest;
import org.kvit.PageClient;
import org.kvit.TestCompany;
import org.kvit.company.Companies;
import org.kvit.company.Tokens;
import org.kvit.invoice.InvoiceId;
import org.kvit.receivable.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Counters and logs of reminders in the list of invoices, and counters set for many invoices.
@KvitTest
class CounterEditTest {
    @Autowired
    private Companies companies;

    @Autowired
    private ReminderRuns runs;

    @Autowired
    private RunReadings readings;

    @Autowired
    private Dispatcher dispatcher;

    @Autowired
    private Tokens tokens;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @LocalServerPort
    private int port;

    private TestCompany company;
    private Ledger ledger;
    private LocalDate today;
    private ApiClient api;

    @BeforeEach
    void accounts() throws Exception {
        company = TestCompany.found(companies);
        ledger = new Ledger(jdbc, transaction);
        today = acting(companies::today);
        api = new ApiClient(port, acting(() -> tokens.create(company.administrator(), "test")));
    }

    @Test
    void an_invoice_whose_counter_is_set_back_is_reminded_again_but_never_twice_on_one_day() throws Exception {
        acting(() -> {
            var invoice = overdue("RK-1", 3);
            assertThat(sent()).isEqualTo(1);
            assertThat(sent()).isZero();
            assertThat(set(Map.of("invoiceIds", List.of(invoice.value()), "level", 1, "count", 0)))
                    .isEqualTo("200 1 1");
            assertThat(sent()).as("on the same day").isZero();
            aDayPasses();
            ledger.change("UPDATE reminder_counter SET count = 1 WHERE company_id = current_company()");
            assertThat(sent()).as("a level that is sent once").isZero();
            set(Map.of("invoiceIds", List.of(invoice.value()), "level", 1, "count", 0));
            assertThat(sent()).as("on the next day").isEqualTo(1);
            assertThat(sent()).isZero();
            return null;
        });
    }

    @Test
    void the_counters_of_a_whole_list_are_set_as_it_is_filtered_and_what_is_paid_is_left_alone() throws Exception {
        acting(() -> {
            overdue("RK-1", 3);
            overdue("RK-2", 5);
            ledger.paid(overdue("RK-3", 5), today.minusDays(1), "100.00");
            ledger.invoice(ledger.customer("Daugava"), "OTHER-4", today.minusDays(20), today.plusDays(5), "10.00");
            assertThat(set(Map.of("filter", Map.of("query", "RK-"), "level", 2, "count", 4)))
                    .isEqualTo("200 2 2");
            assertThat(set(Map.of("filter", Map.of("query", "RK-"), "level", 2, "count", 4)))
                    .isEqualTo("200 2 0");
            assertThat(all("SELECT i.number || ' ' || n.level || ':' || n.count FROM reminder_counter n "
                            + "JOIN invoice i ON i.company_id = n.company_id AND i.id = n.invoice_id "
                            + "WHERE n.company_id = current_company() ORDER BY 1"))
                    .containsExactly("RK-1 2:4", "RK-2 2:4");
            assertThat(set(Map.of("filter", Map.of(), "level", 1, "count", 0))).isEqualTo("200 3 0");
            assertThat(all("SELECT action || ' ' || via FROM audit "
                            + "WHERE company_id = current_company() AND subject = 'reminder_counter'"))
                    .containsExactly("created api", "created api");
            return null;
        });
    }

    @Test
    void what_cannot_be_set_is_refused_and_nothing_is_changed() throws Exception {
        acting(() -> {
            var invoice = overdue("RK-1", 3).value();
            assertThat(set(Map.of("invoiceIds", List.of(invoice, 999_999), "level", 1, "count", 0)))
                    .startsWith("422");
            assertThat(set(Map.of("invoiceIds", List.of(invoice), "level", 10, "count", 0)))
                    .startsWith("422");
            assertThat(set(Map.of("invoiceIds", List.of(invoice), "level", 1, "count", -1)))
                    .startsWith("422");
            assertThat(set(Map.of("invoiceIds", List.of(invoice), "level", 1))).startsWith("422");
            assertThat(set(Map.of("level", 1, "count", 1))).startsWith("422");
            assertThat(set(Map.of("filter", Map.of("query", "nothing"), "level", 1, "count", 1)))
                    .startsWith("409");
            assertThat(all("SELECT id::text FROM reminder_counter WHERE company_id = current_company()"))
                    .isEmpty();
            return null;
        });
    }

    @Test
    void the_list_and_its_file_tell_how_often_and_when_each_invoice_was_reminded() throws Exception {
        acting(() -> {
            overdue("RK-1", 3);
            sent();
            var page = PageClient.signedIn(port, company.email());
            var written = page.get("/invoices").body();
            assertThat(written).contains("Reminder 1 – ", "reminder-history", "Last reminder");
            assertThat(page.get("/invoices/export").body().lines().toList())
                    .first()
                    .asString()
                    .endsWith("reminder_counters,last_reminder,reminder_log");
            assertThat(page.get("/invoices/export").body()).contains("1:1," + today + ",Reminder 1 – ");
            return null;
        });
    }

    @Test
    void the_screen_says_first_of_how_many_invoices_and_refuses_if_they_are_others_by_then() throws Exception {
        acting(() -> {
            var one = overdue("RK-1", 3);
            overdue("RK-2", 3);
            var page = PageClient.signedIn(port, company.email());
            var asked = page.post(
                            "/invoices",
                            "/invoices/reminder-counters/confirmation?status=overdue",
                            Map.of("invoiceIds", Long.toString(one.value())))
                    .body();
            assertThat(asked)
                    .contains(
                            "1 unpaid invoice that you ticked", "All 2 unpaid invoices of the list as it is filtered");
            var whole = Map.of("whole", "true", "level", "1", "count", "3", "toldTicked", "1", "toldWhole", "2");
            overdue("RK-3", 3);
            assertThat(page.post("/invoices", "/invoices/reminder-counters?status=overdue", whole)
                            .body())
                    .contains("2 invoices, now it is 3");
            var again = new java.util.HashMap<>(whole);
            again.put("toldWhole", "3");
            assertThat(page.post("/invoices", "/invoices/reminder-counters?status=overdue", again)
                            .body())
                    .contains("The counters of 3 invoices are set.");
            return null;
        });
    }

    private InvoiceId overdue(String number, int days) {
        return ledger.invoice(
                ledger.customer("Daugava " + number),
                number,
                today.minusDays(days + 14L),
                today.minusDays(days),
                "100.00");
    }

    /// How many letters a run of today sends.
    private int sent() {
        var run = runs.propose(today, Optional.empty());
        if (readings.letters(run, OptionalInt.empty(), 0, 10).isEmpty()) {
            return 0;
        }
        dispatcher.sendNow(run, Optional.empty());
        return readings.letters(run, OptionalInt.empty(), 0, 10).size();
    }

    private void aDayPasses() {
        ledger.change("UPDATE reminded SET reminded_on = reminded_on - 1 WHERE company_id = current_company()");
        ledger.change("UPDATE reminder_counter SET last_on = last_on - 1 WHERE company_id = current_company()");
    }

    private String set(Map<String, Object> body) {
        var answer = api.post("/api/v1/reminder-counters", body);
        return answer.status() + " " + answer.body().path("invoices").asString("") + " "
                + answer.body().path("changed").asString("");
    }

    private List<String> all(String sql) {
        return Objects.requireNonNull(transaction.execute(
                _ -> jdbc.sql(sql).query((row, n) -> row.getString(1)).list()));
    }

    private <T> T acting(Callable<T> work) throws Exception {
        return company.actor().call(work);
    }
}
