package org.kvit.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.pdfbox.Loader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.PageClient;
import org.kvit.TestCompany;
import org.kvit.base.Words;
import org.kvit.check.Invariants;
import org.kvit.company.Companies;
import org.kvit.customer.CustomerId;
import org.kvit.interest.InterestRates;
import org.kvit.interest.InterestTerms;
import org.kvit.invoice.InvoiceId;
import org.kvit.receivable.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Letters that bring late interest, a fee and copies of the invoices.
@KvitTest
class ChargedRunsTest {
    @Autowired
    private Companies companies;

    @Autowired
    private Policies policies;

    @Autowired
    private ReminderRuns runs;

    @Autowired
    private RunReadings readings;

    @Autowired
    private Dispatcher dispatcher;

    @Autowired
    private InterestRates rates;

    @Autowired
    private RunReport report;

    @Autowired
    private OpenItems items;

    @Autowired
    private InvoiceCopies copies;

    @Autowired
    private Invariants invariants;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @LocalServerPort
    private int port;

    private TestCompany company;
    private Ledger ledger;
    private LocalDate today;

    @BeforeEach
    void accounts() throws Exception {
        company = TestCompany.found(companies);
        ledger = new Ledger(jdbc, transaction);
        today = acting(companies::today);
    }

    @Test
    void the_letter_counts_interest_on_what_is_open_when_it_is_sent_and_keeps_what_it_asked_for() throws Exception {
        acting(() -> {
            agreed("36.5");
            policies.save(policy(AttachedInvoices.NONE, Map.of("EUR", new BigDecimal("40")), true));
            var invoice = overdue(ledger.customer("Tallinna Vedu"), "RK-1", 20, "1000.00");
            var run = runs.propose(today, Optional.empty());
            ledger.paid(invoice, today.minusDays(10), "400.00");
            dispatcher.sendNow(run, Optional.empty());

            // 10 days on 1000.00 and 10 on 600.00 at a tenth of a per cent a day
            assertThat(charges()).containsExactly("EUR 600.0000 16.0000 " + today + " 40.0000");
            assertThat(
                            one(
                                    "SELECT open_amount || ' ' || interest FROM reminder_letter_line WHERE company_id = current_company()"))
                    .isEqualTo("600.0000 16.0000");
            assertThat(one("SELECT open_amount::text FROM invoice WHERE company_id = current_company()"))
                    .isEqualTo("600.0000");
            assertThat(one("SELECT body_text FROM mail WHERE company_id = current_company()"))
                    .contains("600.00", "16.00", "40.00", "656.00");
            assertThat(invariants.broken()).isEmpty();
            assertThat(report.of(run, Words::key).letters())
                    .singleElement()
                    .satisfies(l -> assertThat(l.charges())
                            .containsExactly(new RunReport.Charge("EUR", "600.00", "16.00", today, "40.00", "656.00")));
            agreed("73");
            assertThat(charges()).hasSize(1).first().asString().contains(" 16.0000 ");
            return null;
        });
    }

    @Test
    void no_rate_is_guessed_the_letter_goes_without_interest_and_says_so() throws Exception {
        acting(() -> {
            rates.save(new InterestTerms(
                    InterestTerms.Basis.AGREED,
                    BigDecimal.ZERO,
                    false,
                    new TreeMap<>(),
                    new TreeMap<>(Map.of(today.plusDays(1), BigDecimal.TEN))));
            policies.save(policy(AttachedInvoices.NONE, Map.of(), true));
            overdue(ledger.customer("Tallinna Vedu"), "RK-1", 20, "1000.00");
            var waiting = runs.propose(today, Optional.empty());
            assertThat(PageClient.signedIn(port, company.email())
                            .get("/reminder-runs/" + waiting.value())
                            .body())
                    .contains("missing-rates", "Late interest is not counted for days from");
            var letter = sent();
            assertThat(letter.state()).isEqualTo("queued");
            assertThat(letter.notes())
                    .containsExactly(
                            Words.of("reminder.note.noRate", today.minusDays(19).toString()));
            assertThat(charges()).isEmpty();
            return null;
        });
    }

    @Test
    void a_level_asks_for_nothing_beside_unless_it_is_told_to() throws Exception {
        acting(() -> {
            agreed("36.5");
            overdue(ledger.customer("Tallinna Vedu"), "RK-1", 20, "1000.00");
            assertThat(sent().notes()).isEmpty();
            assertThat(charges()).isEmpty();
            assertThat(attachments()).hasSize(1);
            return null;
        });
    }

    @Test
    void each_invoice_that_kvit_prints_goes_with_the_letter_and_the_others_are_named() throws Exception {
        acting(() -> {
            policies.save(policy(AttachedInvoices.EACH, Map.of(), false));
            var customer = ledger.customer("Tallinna Vedu");
            itemized(overdue(customer, "RK-1", 20, "121.00"));
            itemized(overdue(customer, "RK-2", 21, "121.00"));
            overdue(customer, "RK-3", 22, "50.00");
            assertThat(sent().notes()).containsExactly(Words.of("reminder.note.someCopies", 1));
            assertThat(attachments()).hasSize(3);
            assertThat(attachments().subList(1, 3)).allMatch(name -> name.contains("RK-1") || name.contains("RK-2"));
            assertThat(one("SELECT body_text FROM mail WHERE company_id = current_company()"))
                    .contains("Copies of the invoices are attached.");
            return null;
        });
    }

    @Test
    void all_invoices_go_in_one_file_page_after_page() throws Exception {
        acting(() -> {
            policies.save(policy(AttachedInvoices.ONE, Map.of(), false));
            var customer = ledger.customer("Tallinna Vedu");
            itemized(overdue(customer, "RK-1", 20, "121.00"));
            itemized(overdue(customer, "RK-2", 21, "121.00"));
            assertThat(sent().notes()).isEmpty();
            assertThat(attachments()).hasSize(2).last().asString().startsWith("Invoices-Tallinna-Vedu");
            var bytes =
                    transaction.execute(_ -> jdbc.sql("""
                    SELECT d.bytes FROM mail_attachment a
                      JOIN document d ON d.company_id = a.company_id AND d.id = a.document_id
                     WHERE a.company_id = current_company() ORDER BY a.position DESC LIMIT 1
                    """).query(byte[].class).single());
            try (var pdf = Loader.loadPDF(Objects.requireNonNull(bytes))) {
                assertThat(pdf.getNumberOfPages()).isEqualTo(2);
            }
            return null;
        });
    }

    @Test
    void a_letter_over_more_invoices_than_go_with_an_e_mail_goes_without_them_and_is_not_lost() throws Exception {
        acting(() -> {
            policies.save(policy(AttachedInvoices.EACH, Map.of(), false));
            var customer = ledger.customer("Tallinna Vedu");
            for (int i = 0; i < 51; i++) {
                overdue(customer, "RK-" + i, 20, "10.00");
            }
            assertThat(sent().notes()).containsExactly(Words.of("reminder.note.manyCopies", 51, 50));
            assertThat(attachments()).hasSize(1);
            return null;
        });
    }

    @Test
    void a_letter_whose_copies_are_too_much_for_an_e_mail_goes_without_them() throws Exception {
        acting(() -> {
            var customer = ledger.customer("Tallinna Vedu");
            itemized(overdue(customer, "RK-1", 20, "121.00"));
            var letter = new ReminderPlan.Letter(
                    Items.customer("a@b.example"),
                    policy(AttachedInvoices.EACH, Map.of(), false).levels().getFirst(),
                    Objects.requireNonNull(transaction.execute(
                                    _ -> items.of(new OpenItems.Span(today, today), List.of(customer))))
                            .getOrDefault(customer, List.of()));
            var known = copies.wanted(List.of(letter));
            assertThat(copies.of(letter, known, 0, "lv").copies()).hasSize(1);
            assertThat(copies.of(letter, known, 18L << 20, "lv"))
                    .isEqualTo(new InvoiceCopies.Enclosed(
                            List.of(), Optional.of(Words.of("reminder.note.largeCopies", 18))));
            return null;
        });
    }

    private ReminderPolicy policy(AttachedInvoices attach, Map<String, BigDecimal> fees, boolean interest) {
        return new ReminderPolicy(List.of(new ReminderLevel(
                1,
                "First",
                1,
                OptionalInt.empty(),
                new Repeat.Once(),
                BigDecimal.ZERO,
                Map.of(),
                Set.of(Channel.EMAIL),
                "friendly",
                attach,
                fees,
                interest)));
    }

    private void agreed(String rate) {
        rates.save(new InterestTerms(
                InterestTerms.Basis.AGREED,
                BigDecimal.ZERO,
                false,
                new TreeMap<>(),
                new TreeMap<>(Map.of(LocalDate.of(2020, 1, 1), new BigDecimal(rate)))));
    }

    private void itemized(InvoiceId invoice) {
        ledger.change("""
                INSERT INTO invoice_line (company_id, invoice_id, position, description, quantity, unit_price, vat_rate)
                VALUES (current_company(), %1$d, 1, 'Haulage', 1, 100, 21)
                """.formatted(invoice.value()));
        ledger.change(
                "UPDATE invoice SET itemized = true WHERE company_id = current_company() AND id = " + invoice.value());
    }

    private ReminderRun.Letter sent() {
        var run = runs.propose(today, Optional.empty());
        dispatcher.sendNow(run, Optional.empty());
        return readings.letters(run, OptionalInt.empty(), 0, 10).getFirst();
    }

    private InvoiceId overdue(CustomerId customer, String number, int days, String total) {
        return ledger.invoice(customer, number, today.minusDays(days + 14L), today.minusDays(days), total);
    }

    private List<String> charges() {
        return all("""
                SELECT concat_ws(' ', currency, principal, interest, interest_until, fee) FROM reminder_letter_charge
                 WHERE company_id = current_company() ORDER BY letter_id, currency
                """);
    }

    private List<String> attachments() {
        return all("SELECT name FROM mail_attachment WHERE company_id = current_company() ORDER BY mail_id, position");
    }

    private String one(String sql) {
        return all(sql).getFirst();
    }

    private List<String> all(String sql) {
        return Objects.requireNonNull(transaction.execute(
                _ -> jdbc.sql(sql).query((row, n) -> row.getString(1)).list()));
    }

    private <T> T acting(Callable<T> work) throws Exception {
        return company.actor().call(work);
    }
}
