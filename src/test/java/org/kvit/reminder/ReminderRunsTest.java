package org.kvit.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.check.Breach;
import org.kvit.check.Invariants;
import org.kvit.company.Companies;
import org.kvit.correspondence.Correspondence;
import org.kvit.correspondence.Note;
import org.kvit.credit.CreditIssuing;
import org.kvit.credit.NewCreditNote;
import org.kvit.customer.CustomerId;
import org.kvit.invoice.InvoiceId;
import org.kvit.receivable.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class ReminderRunsTest {
    @Autowired
    private Companies companies;

    @Autowired
    private ReminderRuns runs;

    @Autowired
    private RunReadings readings;

    @Autowired
    private Dispatcher dispatcher;

    @Autowired
    private Dispatch dispatch;

    @Autowired
    private Correspondence correspondence;

    @Autowired
    private CreditIssuing crediting;

    @Autowired
    private Invariants invariants;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

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
    void every_overdue_customer_gets_one_letter_a_level_with_a_pdf_that_lists_its_invoices() throws Exception {
        acting(() -> {
            var tallinn = ledger.customer("Tallinna Vedu");
            overdue(tallinn, "RK-1", 3, "100.00");
            overdue(tallinn, "RK-2", 10, "50.50");
            overdue(tallinn, "RK-3", 45, "7.00");
            var riga = ledger.customer("Rigas Preces");
            overdue(riga, "RK-4", 20, "1234.56");
            ledger.invoice(riga, "RK-5", today.minusDays(5), today, "9.99");

            var run = send(propose());

            assertThat(letters(run))
                    .extracting(l -> l.customerName() + " " + l.level() + " " + l.state() + " " + l.recipients()
                            + l.lines().stream().map(ReminderRun.Line::number).toList())
                    .containsExactly(
                            "Tallinna Vedu 1 queued [info@tallinnavedu.example][RK-2, RK-1]",
                            "Tallinna Vedu 3 queued [info@tallinnavedu.example][RK-3]",
                            "Rigas Preces 2 queued [info@rigaspreces.example][RK-4]");
            assertThat(readings.run(run).state()).isEqualTo(ReminderRun.State.DONE);
            assertThat(pdfOf(letters(run).getFirst()))
                    .contains("RK-1", "RK-2", "100.00", "50.50", "150.50")
                    .doesNotContain("RK-3", "RK-4", "RK-5");
            assertThat(correspondence.list(Optional.of(tallinn), Optional.empty(), Optional.empty(), today, 10))
                    .extracting(e -> e.kind().code() + " " + e.invoices().size())
                    .containsExactly("reminder 1", "reminder 2");
            assertThat(breaches()).isEmpty();
            return null;
        });
    }

    @Test
    void a_second_run_on_the_same_day_sends_nothing_and_says_why() throws Exception {
        acting(() -> {
            overdue(ledger.customer("Tallinna Vedu"), "RK-1", 3, "100.00");
            send(propose());
            var second = propose();
            assertThat(letters(second)).isEmpty();
            assertThat(readings.leftOut(second, 0, 10))
                    .singleElement()
                    .satisfies(o ->
                            assertThat(o.reason()).isEqualTo(Words.of("reminder.leftOut.today", today.toString())));
            assertThat(readings.run(second).state()).isEqualTo(ReminderRun.State.DONE);
            return null;
        });
    }

    @Test
    void two_proposals_that_were_made_before_either_was_sent_remind_once() throws Exception {
        acting(() -> {
            overdue(ledger.customer("Tallinna Vedu"), "RK-1", 3, "100.00");
            var first = propose();
            var second = propose();
            send(first);
            send(second);
            assertThat(letters(second)).singleElement().satisfies(l -> {
                assertThat(l.state()).isEqualTo("dropped");
                assertThat(l.droppedFor())
                        .hasValueSatisfying(w -> assertThat(w.key()).isEqualTo("reminder.leftOut.today"));
            });
            assertThat(mails()).isEqualTo(1);
            return null;
        });
    }

    @Test
    void a_payment_that_came_in_between_takes_the_invoice_out_and_a_part_payment_lowers_it() throws Exception {
        acting(() -> {
            var customer = ledger.customer("Tallinna Vedu");
            var paid = overdue(customer, "RK-1", 3, "100.00");
            var partly = overdue(customer, "RK-2", 5, "80.00");
            var run = propose();
            ledger.paid(paid, today, "100.00");
            ledger.paid(partly, today, "30.00");
            send(run);
            var letter = letters(run).getFirst();
            assertThat(letter.lines())
                    .extracting(n -> n.number() + " " + n.open() + " "
                            + n.leftOut().map(Words::key).orElse("-"))
                    .containsExactly("RK-2 50.00 EUR -", "RK-1 100.00 EUR reminder.leftOut.settled");
            assertThat(pdfOf(letter)).contains("RK-2", "50.00").doesNotContain("RK-1");
            assertThat(breaches()).isEmpty();
            return null;
        });
    }

    @Test
    void what_was_credited_in_between_leaves_the_letter_and_what_was_in_part_is_asked_for_less() throws Exception {
        acting(() -> {
            var customer = ledger.customer("Tallinna Vedu");
            var whole = overdue(customer, "RK-1", 3, "100.00");
            var partly = overdue(customer, "RK-2", 5, "80.00");
            var run = propose();
            crediting.issue(whole, NewCreditNote.whole("Never delivered"));
            crediting.issue(
                    partly,
                    new NewCreditNote(
                            Optional.empty(), "Damaged", Optional.empty(), Optional.of(new BigDecimal("30.00"))));
            send(run);
            var letter = letters(run).getFirst();
            assertThat(letter.lines())
                    .extracting(n -> n.number() + " " + n.open() + " "
                            + n.leftOut().map(Words::key).orElse("-"))
                    .containsExactly("RK-2 50.00 EUR -", "RK-1 100.00 EUR reminder.leftOut.settled");
            assertThat(pdfOf(letter)).contains("RK-2", "50.00").doesNotContain("RK-1");
            assertThat(breaches()).isEmpty();
            return null;
        });
    }

    @Test
    void a_letter_of_which_everything_was_paid_comes_to_nothing() throws Exception {
        acting(() -> {
            var paid = overdue(ledger.customer("Tallinna Vedu"), "RK-1", 3, "100.00");
            var run = propose();
            ledger.paid(paid, today, "100.00");
            send(run);
            assertThat(letters(run)).extracting(ReminderRun.Letter::state).containsExactly("dropped");
            assertThat(mails()).isZero();
            return null;
        });
    }

    @Test
    void a_promise_made_in_between_holds_the_letter_back() throws Exception {
        acting(() -> {
            var customer = ledger.customer("Tallinna Vedu");
            var invoice = overdue(customer, "RK-1", 3, "100.00");
            var run = propose();
            correspondence.write(
                    customer,
                    new Note(
                            Optional.empty(),
                            List.of(invoice),
                            "will pay",
                            Optional.of(today.plusDays(2)),
                            Optional.empty(),
                            Optional.empty()));
            send(run);
            assertThat(letters(run).getFirst().droppedFor())
                    .hasValueSatisfying(w -> assertThat(w.key()).isEqualTo("reminder.leftOut.promised"));
            return null;
        });
    }

    @Test
    void an_unticked_invoice_stays_off_the_letter_and_is_offered_again() throws Exception {
        acting(() -> {
            var customer = ledger.customer("Tallinna Vedu");
            overdue(customer, "RK-1", 3, "100.00");
            var off = overdue(customer, "RK-2", 5, "80.00");
            var run = propose();
            runs.exclude(run, Set.of(off));
            send(run);
            assertThat(pdfOf(letters(run).getFirst())).contains("RK-1").doesNotContain("RK-2");
            assertThat(letters(propose()).getFirst().lines())
                    .extracting(ReminderRun.Line::number)
                    .containsExactly("RK-2");
            return null;
        });
    }

    @Test
    void one_level_is_sent_and_the_others_wait() throws Exception {
        acting(() -> {
            var customer = ledger.customer("Tallinna Vedu");
            overdue(customer, "RK-1", 3, "100.00");
            overdue(customer, "RK-2", 50, "80.00");
            var run = propose();
            dispatcher.sendNow(run, Optional.of(Set.of(3)));
            assertThat(letters(run)).extracting(l -> l.level() + l.state()).containsExactly("1proposed", "3queued");
            assertThat(readings.run(run).state()).isEqualTo(ReminderRun.State.PROPOSED);
            assertThatThrownBy(() -> runs.order(run, Optional.of(Set.of(3)))).isInstanceOf(Refusal.class);
            send(run);
            assertThat(readings.run(run).state()).isEqualTo(ReminderRun.State.DONE);
            return null;
        });
    }

    @Test
    void two_runs_of_one_company_are_not_sent_at_the_same_time() throws Exception {
        acting(() -> {
            overdue(ledger.customer("Tallinna Vedu"), "RK-1", 3, "100.00");
            overdue(ledger.customer("Rigas Preces"), "RK-2", 3, "100.00");
            var first = propose();
            var second = propose();
            runs.order(first, Optional.empty());
            assertThatThrownBy(() -> runs.order(second, Optional.empty()))
                    .isInstanceOfSatisfying(
                            Refusal.class, r -> assertThat(r.words().key()).isEqualTo("reminder.run.other"));
            dispatcher.finishOthers();
            assertThat(readings.run(first).state()).isEqualTo(ReminderRun.State.DONE);
            send(second);
            assertThat(mails()).isEqualTo(2);
            return null;
        });
    }

    @Test
    void many_programs_share_a_run_and_write_each_letter_once() throws Exception {
        acting(() -> {
            for (int i = 0; i < 30; i++) {
                overdue(
                        ledger.customer("Customer" + (char) ('A' + i % 26) + (char) ('A' + i / 26)),
                        "RK-" + i,
                        3,
                        "10.00");
            }
            var run = propose();
            runs.order(run, Optional.empty());
            var actor = company.actor();
            try (var threads = Executors.newFixedThreadPool(4)) {
                var work = IntStream.range(0, 4)
                        .<Callable<Void>>mapToObj(_ -> () -> actor.call(() -> {
                            while (dispatch.batch(run, 3)) {
                                Thread.onSpinWait();
                            }
                            return null;
                        }))
                        .toList();
                for (var done : threads.invokeAll(work)) {
                    done.get();
                }
            }
            // The program's own dispatcher may have taken letters up beside the four, and be the last to finish.
            await().until(() -> actor.call(() -> readings.run(run).state() == ReminderRun.State.DONE));
            assertThat(mails()).isEqualTo(30);
            assertThat(breaches()).isEmpty();
            return null;
        });
    }

    @Test
    void only_the_chosen_customers_are_planned_for_and_strangers_are_refused() throws Exception {
        acting(() -> {
            var one = ledger.customer("Tallinna Vedu");
            overdue(one, "RK-1", 3, "100.00");
            overdue(ledger.customer("Rigas Preces"), "RK-2", 3, "100.00");
            var run = runs.propose(today, Optional.of(Set.of(one)));
            assertThat(letters(run))
                    .extracting(ReminderRun.Letter::customerName)
                    .containsExactly("Tallinna Vedu");
            assertThatThrownBy(() -> runs.propose(today, Optional.of(Set.of(new CustomerId(1_000_000_000L)))))
                    .isInstanceOf(Refusal.class);
            return null;
        });
    }

    private RunId propose() {
        return runs.propose(today, Optional.empty());
    }

    private RunId send(RunId run) {
        dispatcher.sendNow(run, Optional.empty());
        return run;
    }

    private List<ReminderRun.Letter> letters(RunId run) {
        return readings.letters(run, OptionalInt.empty(), 0, 1000);
    }

    private InvoiceId overdue(CustomerId customer, String number, int days, String total) {
        return ledger.invoice(customer, number, today.minusDays(days + 14L), today.minusDays(days), total);
    }

    private long mails() {
        return java.util.Objects.requireNonNull(
                transaction.execute(_ -> jdbc.sql("SELECT count(*) FROM mail WHERE company_id = current_company()")
                        .query(Long.class)
                        .single()));
    }

    private String pdfOf(ReminderRun.Letter letter) throws Exception {
        var bytes = transaction.execute(
                _ -> jdbc.sql("""
                        SELECT d.bytes FROM reminder_letter l JOIN document d ON d.company_id = l.company_id AND d.id = l.document_id
                         WHERE l.company_id = current_company() AND l.id = :id
                        """).param("id", letter.id()).query(byte[].class).single());
        try (var pdf = Loader.loadPDF(java.util.Objects.requireNonNull(bytes))) {
            return new PDFTextStripper().getText(pdf);
        }
    }

    private List<Breach> breaches() {
        return invariants.broken();
    }

    private <T> T acting(Callable<T> work) throws Exception {
        return company.actor().call(work);
    }
}
