package org.kvit.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.api.Cursor;
import org.kvit.company.Companies;
import org.kvit.customer.CustomerId;
import org.kvit.job.Jobs;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class PaymentListTest {
    private static final String ACCOUNT = "LV31HABA0001408042678";

    @Autowired
    Companies companies;

    @Autowired
    Jobs jobs;

    @Autowired
    StatementImports imports;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Payments payments;

    @Autowired
    OpenInvoices invoices;

    @Autowired
    Links links;

    @Autowired
    LinkUndo undo;

    @Autowired
    Acceptances acceptances;

    private Bank bank;
    private CustomerId anna;

    @BeforeEach
    void bank() {
        bank = new Bank(TestCompany.found(companies), jobs, imports, jdbc, transaction);
        anna = bank.customer("Annas Maize");
    }

    @ParameterizedTest
    @CsvSource({
        "unlinked, '', , , , , C B",
        "partly, '', , , , , D",
        "linked, '', , , , , A",
        "open, '', , , , , C D B",
        "'', '', , , , , C D B A",
        "'', '', 2026-11-11, 2026-11-12, , , C D B",
        "'', '', , , 30, 50.00, D B",
        "'', 2026-00017, , , , , A",
        "'', 30.0, , , , , B",
        "'', janis, , , , , C D",
        "voided, '', , , , , ''"
    })
    void each_filter_narrows_the_list(
            String state,
            String query,
            LocalDate from,
            LocalDate to,
            BigDecimal amountFrom,
            BigDecimal amountTo,
            String found) {
        fourPayments();
        var filter = new PaymentFilter(
                state,
                query,
                Optional.ofNullable(from),
                Optional.ofNullable(to),
                "",
                "",
                Optional.ofNullable(amountFrom),
                Optional.ofNullable(amountTo),
                0,
                0);
        assertThat(String.join(" ", texts(filter, PaymentOrder.USUAL))).isEqualTo(found);
    }

    @Test
    void the_sums_tell_how_many_each_state_has_and_what_the_shown_one_comes_to() {
        fourPayments();
        var filter = PaymentFilter.of("partly", "");
        var sums = new PaymentSums(as(() -> payments.sums(filter.in("").inAnyCurrency())), filter);
        assertThat(List.of(sums.count("unlinked"), sums.count("partly"), sums.count("linked"), sums.count("all")))
                .containsExactly(2, 1, 1, 4);
        assertThat(sums.count("open")).isEqualTo(3);
        assertThat(sums.totals())
                .singleElement()
                .satisfies(t -> assertThat(t.amount() + " " + t.linked() + " " + t.unallocated())
                        .isEqualTo("50.00 EUR 20.00 EUR 30.00 EUR"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"date", "-date", "payer", "-payer", "amount", "-amount"})
    void page_by_page_every_order_shows_each_payment_once(String order) {
        fourPayments();
        var paged = new ArrayList<String>();
        Optional<Cursor> after = Optional.empty();
        do {
            var place = after;
            var page = as(() -> payments.list(PaymentFilter.of("", ""), PaymentOrder.of(order), place, 1));
            paged.addAll(
                    page.payments().stream().map(p -> p.text().orElseThrow()).toList());
            after = page.next();
        } while (after.isPresent());
        assertThat(paged)
                .isEqualTo(texts(PaymentFilter.of("", ""), PaymentOrder.of(order)))
                .hasSize(4);
    }

    @Test
    void behind_the_last_unlinked_payment_the_list_begins_again() {
        fourPayments();
        var open = PaymentFilter.of("open", "");
        assertThat(next(open, "C")).contains("D");
        assertThat(next(open, "B")).contains("C");
        assertThat(next(open, "A")).contains("C");
        assertThat(next(PaymentFilter.of("unlinked", ""), "C")).contains("B");
        assertThat(next(PaymentFilter.of("unlinked", "2026-00017"), "A")).isEmpty();
    }

    @Test
    void the_list_comes_back_at_the_place_of_a_payment_even_if_that_is_no_longer_in_it() {
        fourPayments();
        assertThat(before(PaymentFilter.of("open", ""), "A")).isEqualTo(3);
        assertThat(before(PaymentFilter.of("unlinked", ""), "D")).isEqualTo(1);
        assertThat(before(PaymentFilter.of("unlinked", ""), "C")).isZero();
    }

    @Test
    void the_payers_invoices_are_offered_first_then_those_of_the_amount_then_the_oldest() {
        var other = bank.customer("Other");
        bank.invoice(other, "OLD-1", "10.00");
        bank.invoice(other, "OLD-2", "45.00");
        bank.invoice(anna, "NEW-1", "99.00");
        var payment = pay("45.00", "annas maize", "Hello", 12);
        assertThat(offered(payment, "")).containsExactly("NEW-1", "OLD-2", "OLD-1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            12             | B-120 B-12.50 N-3012
            12.5           | B-12.50
            1200           | N-3012
            b-1            | B-120 B-12.50
            anna           | A-7
            kalnu buve     | K-9
            A-7001, B-12.50 | B-12.50
            a-7001 n-3012  | N-3012
            nothing        | ''
            """)
    void open_invoices_are_found_by_number_customer_or_the_beginning_of_the_amount(String find, String found) {
        var other = bank.customer("Other");
        bank.invoice(anna, "A-7", "77.00");
        bank.invoice(bank.customer("Madonas Kalnu Būve"), "K-9", "88.00");
        bank.invoice(other, "B-120", "120.00");
        bank.invoice(other, "B-12.50", "12.50");
        bank.invoice(other, "N-3012", "1200.00");
        var payment = pay("45.00", "Somebody", "Hello", 12);
        assertThat(String.join(" ", offered(payment, find))).isEqualTo(found);
    }

    @Test
    void what_is_marked_stays_whatever_is_searched_for_and_what_is_linked_does_not() {
        long one = bank.invoice(anna, "A-1", "77.00");
        long two = bank.invoice(anna, "A-2", "77.00");
        bank.invoice(anna, "A-3", "77.00");
        var payment = pay("45.00", "Somebody", "Hello", 12);
        var form = new LinkForm(
                "",
                java.util.Map.of(two, "5.00"),
                java.util.Set.of(one),
                java.util.Set.of(),
                WriteOff.Kind.BANK_FEE,
                Locale.ENGLISH);
        assertThat(as(() -> invoices.candidates(payments.find(payment), "A-3", form, 10)))
                .extracting(OpenInvoices.Candidate::number)
                .containsExactly("A-1", "A-3");
    }

    @Test
    void the_last_change_of_links_is_undone_with_rule_and_reason_and_no_earlier_one() {
        long one = bank.invoice(anna, "RK-2026-00017", "60.00");
        long two = bank.invoice(anna, "RK-2026-00018", "60.00");
        bank.delivers(new Camt().credit("1", "60.00", "Annas Maize", ACCOUNT, "RK-2026-00017"));
        var id = new PaymentId(bank.number("SELECT id::text FROM payment"));
        assertThat(told(id)).containsExactly("RK-2026-00017 60.00 EUR number true");
        link(id, two, "40.00");
        long change = as(() -> undo.saved(id).orElseThrow().change());
        as(() -> {
            undo.undo(id, change);
            return 0;
        });
        assertThat(told(id)).containsExactly("RK-2026-00017 60.00 EUR number true");
        assertThat(bank.rows("SELECT open_amount::text FROM invoice WHERE id = " + one))
                .containsExactly("0.0000");
        assertThat(bank.rows("SELECT count(*)::text FROM payer_account WHERE learnt_from = " + id.value()
                        + " AND customer_id <> " + anna.value()))
                .containsExactly("0");
    }

    @Test
    void of_two_suggestions_for_one_invoice_the_first_gets_it() {
        bank.invoice(anna, "A-1", "60.00");
        bank.delivers(new Camt()
                .credit("1", "60.00", "Annas Maize", ACCOUNT, "First")
                .credit("2", "60.00", "Annas Maize", ACCOUNT, "Second"));
        var accepted = as(() -> acceptances.accept(choices()));
        assertThat(accepted.accepted()).isEqualTo(1);
        assertThat(accepted.gone()).isEqualTo(1);
        assertThat(bank.rows("SELECT rule || automatic FROM allocation")).containsExactly("payerAmountfalse");
        assertThat(bank.rows("SELECT account FROM payer_account")).containsExactly(ACCOUNT);
        assertThat(as(() -> acceptances.undo(accepted.change()))).isEqualTo(1);
        assertThat(bank.rows("SELECT open_amount::text FROM invoice")).containsExactly("60.0000");
        assertThat(bank.rows("SELECT account FROM payer_account")).isEmpty();
        assertThat(choices()).hasSize(2);
    }

    @Test
    void a_suggestion_that_looks_different_by_now_is_not_accepted() {
        bank.invoice(anna, "A-1", "60.00");
        pay("60.00", "Annas Maize", "First", 12);
        var seen = choices().getFirst();
        var accepted = as(() -> acceptances.accept(List.of(new Acceptances.Choice(seen.payment(), "1"))));
        assertThat(accepted.accepted()).isZero();
        assertThat(bank.rows("SELECT id::text FROM allocation")).isEmpty();
    }

    /// A is linked, D in part; C and D came from the same payer.
    private void fourPayments() {
        long whole = bank.invoice(anna, "RK-2026-00017", "100.00");
        long part = bank.invoice(anna, "RK-2026-00018", "20.00");
        var a = pay("100.00", "Annas Maize", "A", 10);
        link(a, whole, "100.00");
        pay("30.00", "Berta", "B", 11);
        var d = pay("50.00", "Janis", "D", 12);
        pay("75.00", "Janis", "C", 12);
        link(d, part, "20.00");
    }

    private PaymentId pay(String amount, String payer, String text, int day) {
        bank.delivers(new Camt().on(LocalDate.of(2026, 11, day)).credit("R" + text + day, amount, payer, "", text));
        return new PaymentId(bank.number("SELECT max(id)::text FROM payment"));
    }

    private void link(PaymentId payment, long invoice, String amount) {
        as(() -> {
            links.replace(payment, List.of(new Links.Wanted(invoice, new BigDecimal(amount))));
            return 0;
        });
    }

    private List<Acceptances.Choice> choices() {
        return as(() -> payments.list(PaymentFilter.of("unlinked", ""), PaymentOrder.of("date"), Optional.empty(), 10))
                .payments()
                .stream()
                .flatMap(
                        p -> p.proposals().stream().limit(1).map(q -> new Acceptances.Choice(p.id().value(), q.mark())))
                .toList();
    }

    private List<String> texts(PaymentFilter filter, PaymentOrder order) {
        return as(() -> payments.list(filter, order, Optional.empty(), 10)).payments().stream()
                .map(p -> p.text().orElseThrow())
                .toList();
    }

    private Optional<String> next(PaymentFilter filter, String text) {
        return as(() -> payments.next(filter, PaymentOrder.USUAL, id(text))
                .map(id -> payments.find(id).text().orElseThrow()));
    }

    private int before(PaymentFilter filter, String text) {
        return as(() -> payments.before(filter, PaymentOrder.USUAL, id(text)));
    }

    private PaymentId id(String text) {
        return new PaymentId(bank.number("SELECT id::text FROM payment WHERE text = '" + text + "'"));
    }

    private List<String> offered(PaymentId payment, String find) {
        var form = new LinkForm(
                "", java.util.Map.of(), java.util.Set.of(), java.util.Set.of(), WriteOff.Kind.BANK_FEE, Locale.ENGLISH);
        return as(() -> invoices.candidates(payments.find(payment), find, form, 10)).stream()
                .map(OpenInvoices.Candidate::number)
                .toList();
    }

    private List<String> told(PaymentId id) {
        return as(() -> payments.find(id)).links().stream()
                .map(l -> l.number() + " " + l.amount() + " " + l.rule() + " " + l.automatic())
                .toList();
    }

    private <T> T as(Callable<T> work) {
        try {
            return bank.company().actor().call(work);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
