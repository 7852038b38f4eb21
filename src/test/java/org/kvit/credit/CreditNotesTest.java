package org.kvit.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.check.Invariants;
import org.kvit.company.Companies;
import org.kvit.customer.CustomerId;
import org.kvit.invoice.Approvals;
import org.kvit.invoice.Invoice;
import org.kvit.invoice.InvoiceFilter;
import org.kvit.invoice.InvoiceId;
import org.kvit.invoice.InvoiceLine;
import org.kvit.invoice.InvoiceOrder;
import org.kvit.invoice.InvoiceState;
import org.kvit.invoice.InvoiceStatus;
import org.kvit.invoice.Invoices;
import org.kvit.invoice.NewInvoice;
import org.kvit.invoice.Recording;
import org.kvit.payment.InvoicePayments;
import org.kvit.payment.LinkHistory;
import org.kvit.payment.Links;
import org.kvit.payment.PaymentId;
import org.kvit.receivable.Ledger;
import org.kvit.receivable.UnpaidInvoice;
import org.kvit.receivable.UnpaidInvoices;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class CreditNotesTest {
    @Autowired
    Companies companies;

    @Autowired
    Recording recording;

    @Autowired
    Approvals approvals;

    @Autowired
    Invoices invoices;

    @Autowired
    InvoicePayments settlements;

    @Autowired
    UnpaidInvoices unpaid;

    @Autowired
    CreditIssuing issuing;

    @Autowired
    CreditNotes notes;

    @Autowired
    CreditLinks creditLinks;

    @Autowired
    Links links;

    @Autowired
    LinkHistory history;

    @Autowired
    Invariants invariants;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private TestCompany company;
    private Ledger ledger;
    private LocalDate today;
    private CustomerId daugava;

    @BeforeEach
    void company() {
        company = TestCompany.found(companies);
        ledger = new Ledger(jdbc, transaction);
        today = company.actor().get(companies::today);
        daugava = company.actor().get(() -> ledger.customer("Daugava"));
    }

    @AfterEach
    void the_books_are_sound() {
        assertThat(company.actor().get(invariants::broken)).isEmpty();
    }

    @Test
    void a_whole_credit_note_closes_an_unpaid_invoice() {
        var invoice = invoice("10×100@21 -1×50@21");
        var note = find(issue(invoice, NewCreditNote.whole("Wrong customer")));
        assertThat(note.total()).isEqualTo(euros("1149.50"));
        assertThat(note.left().isZero()).isTrue();
        assertThat(note.number()).isEqualTo("KR-" + today.getYear() + "-00001");
        assertThat(lines(note))
                .extracting(l -> l.line().quantity().stripTrailingZeros().toPlainString())
                .containsExactly("10", "-1");
        var after = invoice(invoice);
        assertThat(after.state()).isEqualTo(InvoiceState.CREDITED);
        assertThat(after.open().isZero()).isTrue();
        assertThat(after.paid().isZero()).isTrue();
        assertThat(after.setOff()).isEqualTo(euros("1149.50"));
        assertThat(numbers(InvoiceStatus.CREDITED)).containsExactly(after.number());
        assertThat(numbers(InvoiceStatus.PAID)).isEmpty();
    }

    @Test
    void part_of_an_invoice_is_credited_and_then_the_rest() {
        var invoice = invoice("10×100@21");
        issue(invoice, part("1:4×100"));
        assertThat(invoice(invoice)).satisfies(i -> {
            assertThat(i.open()).isEqualTo(euros("726.00"));
            assertThat(i.creditable()).isEqualTo(euros("726.00"));
            assertThat(i.state()).isEqualTo(InvoiceState.PARTLY);
        });
        refused("credit.line.beyond", () -> issue(invoice, part("1:7×100")));
        issue(invoice, NewCreditNote.whole("x"));
        assertThat(invoice(invoice).state()).isEqualTo(InvoiceState.CREDITED);
        refused("credit.nothingLeft", () -> issue(invoice, NewCreditNote.whole("x")));
    }

    @Test
    void of_a_paid_invoice_the_credit_stays_on_the_account_and_is_set_off_by_hand() {
        var paid = invoice("1×100@0");
        company.actor().run(() -> ledger.paid(paid, today, "80.00"));
        var note = issue(paid, NewCreditNote.whole("Damaged"));
        assertThat(find(note).left()).isEqualTo(euros("80.00"));
        assertThat(invoice(paid).state()).isEqualTo(InvoiceState.CREDITED);
        assertThat(invoice(paid).paid()).isEqualTo(euros("80.00"));

        var other = invoice("1×60@0");
        link(note, wanted(paid, "20.00"), wanted(other, "60.00"));
        assertThat(find(note).left()).isEqualTo(euros("20.00"));
        assertThat(invoice(other).state()).isEqualTo(InvoiceState.PAID);
        assertThat(company.actor().get(() -> settlements.of(other)))
                .singleElement()
                .satisfies(l -> assertThat(l.source())
                        .isInstanceOfSatisfying(
                                InvoicePayments.Source.Credited.class,
                                c -> assertThat(c.number()).isEqualTo(find(note).number())));

        link(note, wanted(paid, "20.00"));
        assertThat(invoice(other).open()).isEqualTo(euros("60.00"));
        assertThat(company.actor().get(() -> history.of(LinkHistory.Source.CREDIT_NOTE, note.value())))
                .extracting(c -> c.action())
                .containsExactly("deleted", "created", "created");
    }

    @Test
    void links_that_will_not_do_are_refused_by_name() {
        var paid = invoice("1×100@0");
        company.actor().run(() -> ledger.paid(paid, today, "100.00"));
        var note = issue(paid, NewCreditNote.whole("Damaged"));
        var other = invoice("1×60@0");
        var stranger = company.actor().get(() -> ledger.customer("Stranger"));
        var foreign = company.actor().get(() -> ledger.invoice(stranger, "S-1", today, today, "50.00"));
        var crowns = company.actor().get(() -> ledger.invoice(daugava, "C-1", today, today, "50.00", "CZK"));
        refused("payment.link.exceedsInvoice", () -> link(note, wanted(other, "60.01")));
        refused("payment.link.twice", () -> link(note, wanted(other, "1"), wanted(other, "2")));
        refused("payment.link.amount", () -> link(note, wanted(other, "0")));
        refused("credit.link.noInvoice", () -> link(note, wanted(foreign, "1")));
        refused("credit.link.currency", () -> link(note, wanted(crowns, "1")));
        var large = invoice("1×200@0");
        refused("credit.link.exceedsNote", () -> link(note, wanted(large, "100.01")));
        refused(
                "credit.link.meanwhile",
                () -> company.actor().run(() -> creditLinks.replace(note, "1=1.00", List.of(wanted(other, "1")))));
        assertThat(find(note).left()).isEqualTo(euros("100.00"));
    }

    @Test
    void an_invoice_with_a_credit_note_keeps_its_approval_wherever_the_money_went() {
        var invoice = invoice("1×100@0");
        var note = issue(invoice, NewCreditNote.whole("Damaged"));
        link(note);
        assertThat(invoice(invoice).open()).isEqualTo(euros("100.00"));
        assertThatThrownBy(() -> company.actor().run(() -> approvals.remove(invoice)))
                .isInstanceOfSatisfying(Refusal.class, r -> {
                    assertThat(r.words().key()).isEqualTo("invoice.approval.credited");
                    assertThat(r.words().args()).contains(find(note).number());
                });
        assertThatThrownBy(() -> change("UPDATE invoice SET approved = false WHERE id = " + invoice.value()))
                .hasMessageContaining("has a credit note");
        assertThatThrownBy(() -> change("UPDATE invoice SET total = 120 WHERE id = " + invoice.value()))
                .hasMessageContaining("has a credit note");
    }

    @Test
    void what_was_issued_stays_as_it_is() {
        var note = issue(invoice("1×100@0"), NewCreditNote.whole("Damaged"));
        for (var sql : List.of(
                "UPDATE credit_note SET total = 1 WHERE id = %d",
                "UPDATE credit_note SET reason = 'x' WHERE id = %d",
                "DELETE FROM credit_note WHERE id = %d",
                "UPDATE credit_note_line SET quantity = 2 WHERE credit_note_id = %d",
                "DELETE FROM credit_note_line WHERE credit_note_id = %d")) {
            assertThatThrownBy(() -> change(sql.formatted(note.value()))).hasMessageContaining("are never");
        }
    }

    @Test
    void the_database_itself_refuses_to_credit_beyond_the_total_or_a_draft() {
        var invoice = invoice("1×100@0");
        var insert = """
                INSERT INTO credit_note (company_id, number, invoice_id, issue_date, currency, total, reason)
                VALUES (current_company(), 'X', %d, DATE '%s', 'EUR', %s, 'x')
                """;
        assertThatThrownBy(() -> change(insert.formatted(invoice.value(), today, "100.01")))
                .hasMessageContaining("invoice_credited");
        assertThatThrownBy(() -> change(insert.formatted(invoice.value(), today.minusDays(31), "1")))
                .hasMessageContaining("credit note is for an approved invoice");
        change("UPDATE invoice SET approved = false WHERE id = " + invoice.value());
        assertThatThrownBy(() -> change(insert.formatted(invoice.value(), today, "1")))
                .hasMessageContaining("credit note is for an approved invoice");
    }

    @Test
    void a_draft_a_missing_reason_and_a_wrong_date_are_refused() {
        var invoice = invoice("1×100@0");
        refused("credit.reason.invalid", () -> issue(invoice, NewCreditNote.whole(" ")));
        refused("credit.reason.invalid", () -> issue(invoice, NewCreditNote.whole("x".repeat(501))));
        refused("credit.issueDate.range", () -> issue(invoice, on(today.plusDays(1))));
        refused("credit.issueDate.range", () -> issue(invoice, on(today.minusDays(31))));
        company.actor().run(() -> approvals.remove(invoice));
        refused("credit.draft", () -> issue(invoice, NewCreditNote.whole("x")));
        var theirs = TestCompany.found(companies);
        assertThatThrownBy(() -> theirs.actor().run(() -> issuing.issue(invoice, NewCreditNote.whole("x"))))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
    }

    @Test
    void a_balance_counts_a_credit_note_from_its_date_on() {
        var invoice = invoice("1×100@0");
        issue(
                invoice,
                new NewCreditNote(
                        Optional.of(today.minusDays(7)), "x", Optional.of(lines("1:1×40")), Optional.empty()));
        assertThat(owed(today)).containsExactly("60.00 EUR");
        assertThat(owed(today.minusDays(7))).containsExactly("60.00 EUR");
        assertThat(owed(today.minusDays(8))).containsExactly("100.00 EUR");
        issue(invoice, NewCreditNote.whole("x"));
        var then = InvoiceFilter.ALL.with(InvoiceStatus.CREDITED).asOf(today.minusDays(1));
        assertThat(company.actor()
                        .get(() -> invoices.list(then, InvoiceOrder.USUAL, Optional.empty(), 10))
                        .invoices())
                .isEmpty();
        assertThat(company.actor()
                        .get(() -> invoices.list(
                                InvoiceFilter.ALL.asOf(today.minusDays(1)), InvoiceOrder.USUAL, Optional.empty(), 10))
                        .invoices())
                .singleElement()
                .satisfies(i -> {
                    assertThat(i.credited()).isEqualTo(euros("40.00"));
                    assertThat(i.setOff()).isEqualTo(euros("40.00"));
                    assertThat(i.open()).isEqualTo(euros("60.00"));
                });
    }

    @Test
    void several_who_credit_an_invoice_at_once_credit_it_once() throws Exception {
        var invoice = invoice("4×25@21");
        var whole = atOnce(IntStream.range(0, 4)
                .<Callable<String>>mapToObj(_ -> () -> {
                    issue(invoice, NewCreditNote.whole("x"));
                    return "credited";
                })
                .toList());
        assertThat(whole).containsOnlyOnce("credited");
        assertThat(whole.stream().filter(w -> !w.equals("credited"))).containsOnly("credit.nothingLeft");
        assertThat(invoice(invoice).credited()).isEqualTo(euros("121.00"));
        // The numbers of those who were refused were not used up.
        var other = invoice("1×1@0");
        assertThat(find(issue(other, NewCreditNote.whole("x"))).number()).endsWith("-00002");
    }

    @Test
    void a_payment_linked_meanwhile_and_a_credit_note_share_what_is_open() throws Exception {
        for (int round = 0; round < 5; round++) {
            var invoice = invoice("1×100@0");
            var payment = paid("70.00");
            var answers = atOnce(List.of(
                    () -> {
                        issue(invoice, part("1:1×60"));
                        return "credited";
                    },
                    () -> {
                        company.actor().run(() -> links.replace(payment, List.of(wanted(invoice, "70.00"))));
                        return "linked";
                    }));
            assertThat(answers).contains("credited").isSubsetOf("credited", "linked", "payment.link.taken");
            assertThat(invoice(invoice).open()).isEqualTo(answers.contains("linked") ? euros("0.00") : euros("40.00"));
            assertThat(company.actor().get(invariants::broken)).isEmpty();
        }
    }

    @Test
    void an_amount_credits_an_invoice_of_which_only_the_total_is_known() {
        var invoice = company.actor().get(() -> ledger.invoice(daugava, "OLD-1", today.minusDays(10), today, "100.00"));
        var note = issue(
                invoice,
                new NewCreditNote(Optional.empty(), "x", Optional.empty(), Optional.of(new BigDecimal("30.00"))));
        assertThat(lines(find(note))).isEmpty();
        assertThat(invoice(invoice).open()).isEqualTo(euros("70.00"));
    }

    @Test
    void a_promise_of_an_amount_is_kept_by_money_and_not_by_a_credit_note() {
        var invoice = invoice("1×100@0");
        change("""
                INSERT INTO correspondence (company_id, customer_id, kind, happened_on, promised_on, promised_amount)
                VALUES (current_company(), %d, 'note', DATE '%s', DATE '%s', 40)
                """.formatted(daugava.value(), today.minusDays(3), today.plusDays(3)));
        change("""
                INSERT INTO correspondence_invoice (company_id, correspondence_id, invoice_id)
                SELECT company_id, id, %d FROM correspondence WHERE company_id = current_company()
                """.formatted(invoice.value()));
        issue(invoice, part("1:1×50"));
        assertThat(standing()).isEqualTo(1);
        company.actor().run(() -> ledger.paid(invoice, today, "40.00"));
        assertThat(standing()).isZero();
    }

    private long standing() {
        return company.actor()
                .get(() -> java.util.Objects.requireNonNull(
                        transaction.execute(_ -> jdbc.sql("SELECT count(*) FROM standing_promises(:today)")
                                .param("today", today)
                                .query(Long.class)
                                .single())));
    }

    private List<String> owed(LocalDate day) {
        return company.actor().get(() -> unpaid.of(daugava, day)).stream()
                .map(UnpaidInvoice::unpaid)
                .map(Money::toString)
                .toList();
    }

    private List<String> numbers(InvoiceStatus status) {
        return company
                .actor()
                .get(() -> invoices.list(InvoiceFilter.ALL.with(status), InvoiceOrder.USUAL, Optional.empty(), 10))
                .invoices()
                .stream()
                .map(Invoice::number)
                .toList();
    }

    /// Issued 30 days ago. @param lines as `quantity×price@rate`
    private InvoiceId invoice(String lines) {
        return company.actor()
                .get(() -> recording.record(new NewInvoice(
                        Optional.empty(),
                        Optional.of(daugava),
                        Optional.empty(),
                        Optional.of(today.minusDays(30)),
                        Optional.of(today.plusDays(1)),
                        Optional.of("EUR"),
                        java.util.Arrays.stream(lines.split(" "))
                                .map(l -> l.split("[×@]"))
                                .map(p -> new InvoiceLine(
                                        "Transport", new BigDecimal(p[0]), new BigDecimal(p[1]), new BigDecimal(p[2])))
                                .toList(),
                        Optional.empty(),
                        Optional.empty(),
                        true)));
    }

    private static NewCreditNote part(String lines) {
        return new NewCreditNote(Optional.empty(), "Part", Optional.of(lines(lines)), Optional.empty());
    }

    private static List<NewCreditNote.Line> lines(String lines) {
        return java.util.Arrays.stream(lines.split(" "))
                .map(l -> l.split("[:×]"))
                .map(p -> new NewCreditNote.Line(Integer.parseInt(p[0]), new BigDecimal(p[1]), new BigDecimal(p[2])))
                .toList();
    }

    private static NewCreditNote on(LocalDate day) {
        return new NewCreditNote(Optional.of(day), "x", Optional.empty(), Optional.empty());
    }

    private CreditNoteId issue(InvoiceId invoice, NewCreditNote wanted) {
        return company.actor().get(() -> issuing.issue(invoice, wanted));
    }

    private CreditNote find(CreditNoteId id) {
        return company.actor().get(() -> notes.find(id));
    }

    private List<CreditNote.Line> lines(CreditNote note) {
        return company.actor().get(() -> notes.lines(note.id()));
    }

    private Invoice invoice(InvoiceId id) {
        return company.actor().get(() -> invoices.find(id));
    }

    private void link(CreditNoteId note, Links.Wanted... wanted) {
        company.actor().run(() -> creditLinks.replace(note, List.of(wanted)));
    }

    private static Links.Wanted wanted(InvoiceId invoice, String amount) {
        return new Links.Wanted(invoice.value(), new BigDecimal(amount));
    }

    private PaymentId paid(String amount) {
        return company.actor()
                .get(() -> new PaymentId(java.util.Objects.requireNonNull(transaction.execute(_ -> jdbc.sql("""
                        INSERT INTO payment (company_id, booked_on, amount, currency)
                        VALUES (current_company(), :on, :amount, 'EUR') RETURNING id
                        """)
                        .param("on", today)
                        .param("amount", new BigDecimal(amount))
                        .query(Long.class)
                        .single()))));
    }

    private void change(String sql) {
        company.actor().run(() -> ledger.change(sql));
    }

    private static Money euros(String amount) {
        return Money.of(amount, "EUR");
    }

    private static List<String> atOnce(List<Callable<String>> works) throws InterruptedException {
        try (var threads = Executors.newFixedThreadPool(works.size())) {
            return threads.invokeAll(works).stream()
                    .map(CreditNotesTest::answer)
                    .toList();
        }
    }

    private static String answer(Future<String> work) {
        try {
            return work.get();
        } catch (ExecutionException e) {
            return e.getCause() instanceof Refusal r
                    ? r.faults().isEmpty()
                            ? r.words().key()
                            : r.faults().getFirst().words().key()
                    : String.valueOf(e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void refused(String key, ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOfSatisfying(Refusal.class, r -> {
            var keys = r.faults().isEmpty()
                    ? List.of(r.words().key())
                    : r.faults().stream().map(f -> f.words().key()).toList();
            assertThat(keys).contains(key);
        });
    }
}
