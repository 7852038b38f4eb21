package org.kvit.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.base.Refusal;
import org.kvit.check.Invariants;
import org.kvit.company.Companies;
import org.kvit.customer.CustomerId;
import org.kvit.job.Jobs;
import org.kvit.receivable.Ledger;
import org.kvit.ui.Pages;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class LinksTest {
    private static final String ACCOUNT = "LV31HABA0001408042678";

    @Autowired
    Companies companies;

    @Autowired
    Jobs jobs;

    @Autowired
    StatementImports imports;

    @Autowired
    Links links;

    @Autowired
    Payments payments;

    @Autowired
    PaymentHistory history;

    @Autowired
    Pages pages;

    @Autowired
    Invariants invariants;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private Bank bank;
    private CustomerId anna;

    @BeforeEach
    void bank() {
        bank = new Bank(TestCompany.found(companies), jobs, imports, jdbc, transaction);
        anna = bank.customer("Anna");
    }

    @Test
    void a_payment_is_linked_with_several_invoices_and_the_rest_stays_unallocated() {
        long one = bank.invoice(anna, "A-1", "60.00");
        long two = bank.invoice(anna, "A-2", "50.00");
        var payment = paid("100.00");
        link(payment, wanted(one, "60.00"), wanted(two, "30.00"));
        assertThat(find(payment).unallocated().toString()).isEqualTo("10.00 EUR");
        assertThat(find(payment).links()).allSatisfy(l -> {
            assertThat(l.rule()).isEqualTo("hand");
            assertThat(l.by()).contains("Anna Ozola");
        });
        assertThat(open(one, two)).containsExactly("0.0000", "20.0000");
        assertThat(sound()).isEmpty();
    }

    @Test
    void a_link_that_stays_keeps_its_rule_and_reason() {
        long one = bank.invoice(anna, "RK-2026-00017", "60.00");
        long two = bank.invoice(anna, "RK-2026-00018", "50.00");
        bank.delivers(new Camt().credit("1", "100.00", "Anna", ACCOUNT, "RK-2026-00017"));
        var payment = only();
        link(payment, wanted(one, "60.00"), wanted(two, "40.00"));
        assertThat(find(payment).links()).extracting(Payment.Link::rule).containsExactly("number", "hand");
    }

    @Test
    void unlinking_opens_the_invoice_again_and_both_are_written_down() {
        long one = bank.invoice(anna, "A-1", "60.00");
        var payment = paid("60.00");
        link(payment, wanted(one, "60.00"));
        link(payment);
        assertThat(open(one)).containsExactly("60.0000");
        var told = bank.company()
                .actor()
                .get(() -> history.of(payment, pages.of(new org.springframework.mock.web.MockHttpServletRequest())));
        assertThat(told)
                .extracting(c -> c.subject() + " " + c.action())
                .contains("allocation deleted", "allocation created");
    }

    @Test
    void what_will_not_do_is_refused_by_name_and_nothing_is_changed() {
        long one = bank.invoice(anna, "A-1", "60.00");
        long crowns = bank.company()
                .actor()
                .get(() -> new Ledger(jdbc, transaction)
                        .invoice(anna, "C-1", LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 15), "60.00", "CZK")
                        .value());
        var payment = paid("50.00");
        refused("payment.link.exceedsInvoice", () -> link(payment, wanted(one, "60.01")));
        refused("payment.link.exceedsPayment", () -> link(payment, wanted(one, "50.01")));
        refused("payment.link.currency", () -> link(payment, wanted(crowns, "1.00")));
        refused("payment.link.amount", () -> link(payment, wanted(one, "0.00")));
        refused("payment.link.amount", () -> link(payment, wanted(one, "-1.00")));
        refused("payment.link.twice", () -> link(payment, wanted(one, "1.00"), wanted(one, "2.00")));
        refused("payment.link.noInvoice", () -> link(payment, wanted(0, "1.00")));
        assertThat(find(payment).links()).isEmpty();
    }

    @Test
    void another_companys_payment_and_invoice_are_not_there() {
        long one = bank.invoice(anna, "A-1", "60.00");
        var payment = paid("50.00");
        var theirs = TestCompany.found(companies);
        assertThatThrownBy(() -> theirs.actor().run(() -> links.replace(payment, List.of(wanted(one, "1.00")))))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
    }

    @Test
    void two_who_link_the_last_of_an_invoice_at_once_cannot_overspend_it() throws Exception {
        long one = bank.invoice(anna, "A-1", "60.00");
        var payments = List.of(paid("60.00"), paid("60.00"), paid("60.00"), paid("60.00"));
        var answers = atOnce(payments.stream()
                .<Callable<String>>map(p -> () -> {
                    link(p, wanted(one, "60.00"));
                    return "linked";
                })
                .toList());
        assertThat(answers).containsOnlyOnce("linked");
        assertThat(open(one)).containsExactly("0.0000");
        assertThat(sound()).isEmpty();
    }

    @Test
    void two_who_spend_a_payment_at_once_cannot_overspend_it() throws Exception {
        var invoices = List.of(
                bank.invoice(anna, "A-1", "60.00"),
                bank.invoice(anna, "A-2", "60.00"),
                bank.invoice(anna, "A-3", "60.00"));
        var payment = paid("60.00");
        var seen = find(payment).linksSeen();
        var answers = atOnce(invoices.stream()
                .<Callable<String>>map(i -> () -> {
                    bank.company().actor().run(() -> links.replace(payment, seen, List.of(wanted(i, "60.00"))));
                    return "linked";
                })
                .toList());
        assertThat(answers).containsOnlyOnce("linked").contains("payment.link.meanwhile");
        assertThat(find(payment).unallocated().isZero()).isTrue();
        assertThat(sound()).isEmpty();
    }

    @Test
    void the_database_itself_refuses_what_would_overspend() {
        long one = bank.invoice(anna, "A-1", "60.00");
        var payment = paid("50.00");
        var insert = """
                INSERT INTO allocation (company_id, invoice_id, payment_id, amount, paid_on, automatic, rule, reason)
                SELECT current_company(), %d, id, %s, booked_on, false, 'hand', '{}' FROM payment WHERE id = %d
                """;
        assertThatThrownBy(() -> change(insert.formatted(one, "50.01", payment.value())))
                .hasMessageContaining("payment_allocated");
        long small = bank.invoice(anna, "A-2", "10.00");
        assertThatThrownBy(() -> change(insert.formatted(small, "10.01", payment.value())))
                .hasMessageContaining("invoice_open_amount");
    }

    @Test
    void linking_by_hand_teaches_the_payers_account_and_unlinking_forgets_it() {
        long one = bank.invoice(anna, "A-1", "60.00");
        bank.delivers(new Camt().credit("1", "60.00", "Somebody Else Ltd", ACCOUNT, "Thanks"));
        var payment = only();
        link(payment, wanted(one, "60.00"));
        assertThat(bank.rows("SELECT account FROM payer_account")).containsExactly(ACCOUNT);
        link(payment);
        assertThat(bank.rows("SELECT account FROM payer_account")).isEmpty();
    }

    @Test
    void payments_by_hand_pay_each_invoice_in_full() {
        long one = bank.invoice(anna, "A-1", "60.00");
        long two = bank.invoice(bank.customer("Berta"), "B-1", "50.00");
        var made = byHand(List.of(one, two, one), "", today());
        assertThat(made).hasSize(2);
        assertThat(made.stream().map(id -> find(id).payerName().orElse("") + " " + find(id).amount()))
                .containsExactlyInAnyOrder("Anna 60.00 EUR", "Berta 50.00 EUR");
        assertThat(open(one, two)).containsExactly("0.0000", "0.0000");
        refused("payment.invoices.notOpen", () -> byHand(List.of(one), "", today()));
        assertThat(sound()).isEmpty();
    }

    @Test
    void payments_by_hand_take_the_only_account_and_none_that_is_not_ours() {
        long one = bank.invoice(anna, "A-1", "60.00");
        account("LV80BANK0000435195001");
        refused("payment.account.unknown", () -> byHand(List.of(one), "LV31HABA0001408042678", today()));
        refused("payment.date.future", () -> byHand(List.of(one), "", today().plusDays(1)));
        refused("payment.invoices.count", () -> byHand(List.of(), "", today()));
        var made = byHand(List.of(one), "", today());
        assertThat(find(made.getFirst()).bankAccount()).contains("LV80BANK0000435195001");
    }

    @Test
    void a_payment_by_hand_can_be_taken_back_and_one_of_the_banks_cannot() {
        long one = bank.invoice(anna, "A-1", "60.00");
        var made = byHand(List.of(one), "", today()).getFirst();
        bank.company().actor().run(() -> links.takeBack(made, "Wrong invoice"));
        assertThat(open(one)).containsExactly("60.0000");
        assertThat(find(made).voidedFor().orElseThrow().args()).containsExactly("Wrong invoice");
        refused("payment.link.voided", () -> link(made, wanted(one, "60.00")));
        bank.delivers(new Camt().credit("1", "60.00", "Anna", ACCOUNT, "Thanks"));
        var delivered = new PaymentId(bank.number("SELECT max(id)::text FROM payment"));
        refused("payment.void.notByHand", () -> bank.company().actor().run(() -> links.takeBack(delivered, "Because")));
    }

    @Test
    void the_next_unlinked_payment_is_the_next_in_the_list() {
        var older = paid("10.00", 2);
        var newer = paid("20.00", 1);
        bank.company().actor().run(() -> {
            var all = PaymentFilter.of("open", "");
            assertThat(payments.next(all, PaymentOrder.USUAL, newer)).contains(older);
            assertThat(payments.next(all, PaymentOrder.USUAL.backwards(), older))
                    .contains(newer);
        });
    }

    private List<String> atOnce(List<Callable<String>> works) throws InterruptedException {
        try (var threads = Executors.newFixedThreadPool(works.size())) {
            return threads.invokeAll(works).stream().map(LinksTest::answer).toList();
        }
    }

    private static String answer(Future<String> work) {
        try {
            return work.get();
        } catch (ExecutionException e) {
            return e.getCause() instanceof Refusal r ? r.words().key() : String.valueOf(e.getCause());
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

    private static Links.Wanted wanted(long invoice, String amount) {
        return new Links.Wanted(invoice, new BigDecimal(amount));
    }

    private void link(PaymentId payment, Links.Wanted... wanted) {
        bank.company().actor().run(() -> links.replace(payment, List.of(wanted)));
    }

    private List<PaymentId> byHand(List<Long> invoices, String account, LocalDate date) {
        return bank.company().actor().get(() -> links.payByHand(invoices, account, date));
    }

    private Payment find(PaymentId id) {
        return bank.company().actor().get(() -> payments.find(id));
    }

    private PaymentId paid(String amount) {
        return paid(amount, 0);
    }

    /// A payment by the bank of which nothing is known but the amount.
    private PaymentId paid(String amount, int daysAgo) {
        return new PaymentId(bank.number("""
                INSERT INTO payment (company_id, booked_on, amount, currency)
                VALUES (current_company(), date '2026-11-20' - %d, %s, 'EUR') RETURNING id::text
                """.formatted(daysAgo, amount)));
    }

    private PaymentId only() {
        return new PaymentId(bank.number("SELECT id::text FROM payment"));
    }

    private List<String> open(Long... invoices) {
        return List.of(invoices).stream()
                .map(i -> bank.rows("SELECT open_amount::text FROM invoice WHERE id = " + i)
                        .getFirst())
                .toList();
    }

    private void account(String iban) {
        bank.rows("INSERT INTO bank_account (company_id, iban) VALUES (current_company(), '" + iban
                + "') RETURNING id::text");
    }

    private void change(String sql) {
        bank.company().actor().run(() -> new Ledger(jdbc, transaction).change(sql));
    }

    private LocalDate today() {
        return bank.company().actor().get(companies::today);
    }

    private List<?> sound() {
        return bank.company().actor().get(invariants::broken);
    }
}
