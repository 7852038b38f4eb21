package org.kvit.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.api.Cursor;
import org.kvit.base.Actor;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.company.History;
import org.kvit.company.People;
import org.kvit.company.Role;
import org.kvit.customer.CustomerId;
import org.kvit.receivable.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class InvoicesTest {
    @Autowired
    Invoices invoices;

    @Autowired
    Recording recording;

    @Autowired
    Approvals approvals;

    @Autowired
    InvoiceChanges changes;

    @Autowired
    ReminderCounters counters;

    @Autowired
    Companies companies;

    @Autowired
    People people;

    @Autowired
    History history;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private TestCompany company;
    private Ledger ledger;
    private LocalDate today;
    private CustomerId daugava;

    @BeforeEach
    void accounts() throws Exception {
        company = TestCompany.found(companies);
        ledger = new Ledger(jdbc, transaction);
        today = acting(companies::today);
        daugava = acting(() -> ledger.customer("Daugava"));
    }

    /// An invoice in each state: what is found under each filter, and what its own state is.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OPEN|later late late-part later-part",
                "OVERDUE|late late-part",
                "PARTLY|late-part later-part",
                "PAID|paid",
                "DRAFT|draft"
            })
    void each_status_finds_its_invoices(InvoiceStatus status, String numbers) throws Exception {
        everyState();
        assertThat(numbers(InvoiceFilter.ALL.with(status))).containsExactlyInAnyOrder(numbers.split(" "));
    }

    @Test
    void an_invoice_says_the_most_telling_of_its_states() throws Exception {
        everyState();
        assertThat(all(InvoiceFilter.ALL))
                .extracting(i -> i.number() + " " + i.state() + " " + i.daysOverdue())
                .containsExactlyInAnyOrder(
                        "later OPEN -5",
                        "late OVERDUE 3",
                        "late-part OVERDUE 1",
                        "later-part PARTLY 0",
                        "paid PAID 0",
                        "draft DRAFT 0");
    }

    @Test
    void as_of_a_date_an_invoice_that_was_paid_later_is_still_open() throws Exception {
        acting(() -> {
            var invoice = ledger.invoice(daugava, "A", today.minusDays(40), today.minusDays(20), "100.00");
            ledger.paid(invoice, today.minusDays(10), "100.00");
            ledger.invoice(daugava, "B", today.minusDays(5), today, "7.00");
            return null;
        });
        var then = InvoiceFilter.ALL.with(InvoiceStatus.OPEN).asOf(today.minusDays(11));
        assertThat(all(then)).singleElement().satisfies(i -> {
            assertThat(i.open()).isEqualTo(Money.of("100.00", "EUR"));
            assertThat(i.state()).isEqualTo(InvoiceState.OVERDUE);
            assertThat(i.daysOverdue()).isEqualTo(9);
        });
        assertThat(numbers(InvoiceFilter.ALL.with(InvoiceStatus.OPEN).asOf(today.minusDays(10))))
                .isEmpty();
        assertThat(numbers(InvoiceFilter.ALL.with(InvoiceStatus.OPEN))).containsExactly("B");
    }

    @ParameterizedTest
    @CsvSource({
        "late-p, late-part",
        "DAUGAVA, 6",
        "RF18, late",
        "1234.50, draft",
        "'1 234,50', draft",
        "1234, draft",
        "%, 0"
    })
    void the_list_is_searched_by_number_customer_reference_and_amount(String text, String found) throws Exception {
        everyState();
        acting(() -> {
            ledger.change("UPDATE invoice SET reference = 'RF18539007547034' WHERE number = 'late'");
            return null;
        });
        var numbers = numbers(InvoiceFilter.ALL.searching(text));
        if (found.matches("\\d")) {
            assertThat(numbers).hasSize(Integer.parseInt(found));
        } else {
            assertThat(numbers).containsExactly(found);
        }
    }

    @ParameterizedTest
    @EnumSource(InvoiceOrder.Column.class)
    void in_every_order_the_list_is_read_page_by_page_without_loss(InvoiceOrder.Column column) throws Exception {
        everyState();
        for (boolean descending : new boolean[] {false, true}) {
            var order = new InvoiceOrder(column, descending);
            var whole = acting(() -> invoices.list(InvoiceFilter.ALL, order, Optional.empty(), 100));
            assertThat(whole.next()).isEmpty();
            assertThat(paged(order, 2))
                    .isEqualTo(whole.invoices().stream().map(Invoice::number).toList());
        }
    }

    @Test
    void totals_are_by_currency_and_owe_nothing_on_drafts() throws Exception {
        everyState();
        acting(() -> ledger.invoice(daugava, "crowns", today, today.plusDays(9), "500.00", "CZK"));
        assertThat(acting(() -> invoices.totals(InvoiceFilter.ALL)))
                .extracting(t -> t.invoices() + " " + t.total() + " " + t.open() + " " + t.overdue())
                .containsExactly("6 1739.50 EUR 365.00 EUR 170.00 EUR", "1 500.00 CZK 500.00 CZK 0.00 CZK");
    }

    @Test
    void an_account_manager_of_own_customers_sees_no_others() throws Exception {
        everyState();
        var manager = Actor.of(
                company.id(),
                acting(() -> people.add(
                        "janis-" + company.id().value() + "@baltic.example",
                        "Jānis",
                        TestCompany.PASSWORD,
                        "lv",
                        Role.ACCOUNT_MANAGER)),
                "screen");
        acting(() -> {
            people.changeRole(manager.user().orElseThrow(), Role.ACCOUNT_MANAGER, true);
            return null;
        });
        var id = all(InvoiceFilter.ALL).getFirst().id();
        assertThat(manager.get(() -> invoices.list(InvoiceFilter.ALL, InvoiceOrder.USUAL, Optional.empty(), 10))
                        .invoices())
                .isEmpty();
        assertThat(manager.get(() -> invoices.totals(InvoiceFilter.ALL))).isEmpty();
        assertThatThrownBy(() -> manager.get(() -> invoices.find(id))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> manager.get(() -> invoices.nameOf(daugava))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> manager.run(() -> approvals.remove(id))).isInstanceOf(Refusal.class);
        acting(() -> {
            ledger.change("UPDATE customer SET account_manager_id = "
                    + manager.user().orElseThrow().value());
            return null;
        });
        assertThat(manager.get(() -> invoices.find(id)).id()).isEqualTo(id);
    }

    @Test
    void an_invoice_without_a_number_gets_the_next_one_and_the_customers_terms() throws Exception {
        acting(() -> {
            ledger.change("UPDATE customer SET payment_terms_days = 30, currency = 'CZK'");
            return null;
        });
        var first = acting(() -> invoices.find(recording.record(bill(Optional.empty(), "100"))));
        assertThat(first.number()).isEqualTo("RK-" + today.getYear() + "-00001");
        assertThat(first.dueDate()).isEqualTo(today.plusDays(30));
        assertThat(first.total()).isEqualTo(Money.of("100.00", "CZK"));
        assertThat(first.approvedBy()).contains("Anna Ozola");
        assertThat(acting(() -> invoices.find(recording.record(bill(Optional.empty(), "1"))))
                        .number())
                .isEqualTo("RK-" + today.getYear() + "-00002");
    }

    @Test
    void the_sequence_goes_on_behind_numbers_that_an_import_used() throws Exception {
        acting(() -> ledger.invoice(daugava, "RK-" + today.getYear() + "-00001", today, today, "5.00"));
        acting(() -> ledger.invoice(daugava, "RK-" + today.getYear() + "-00417", today, today, "5.00"));
        assertThat(acting(() -> invoices.find(recording.record(bill(Optional.empty(), "1"))))
                        .number())
                .isEqualTo("RK-" + today.getYear() + "-00418");
    }

    @Test
    void a_number_that_is_taken_is_refused_in_words() throws Exception {
        acting(() -> recording.record(bill(Optional.of("X-1"), "1")));
        assertThatThrownBy(() -> acting(() -> recording.record(bill(Optional.of("X-1"), "2"))))
                .isInstanceOfSatisfying(Refusal.class, r -> {
                    assertThat(r.kind()).isEqualTo(Refusal.Kind.CONFLICT);
                    assertThat(r.words().args()).containsExactly("X-1");
                });
    }

    @Test
    void approval_stays_while_payments_are_linked() throws Exception {
        everyState();
        var part = the("late-part");
        assertThatThrownBy(() -> acting(() -> {
                    approvals.remove(part.id());
                    return null;
                }))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        r -> assertThat(r.words().args()).containsExactly("late-part", Money.of("30.00", "EUR")));
        assertThat(the("late-part").approved()).isTrue();
        acting(() -> {
            approvals.remove(the("late").id());
            approvals.approve(the("draft").id());
            approvals.approve(the("draft").id());
            return null;
        });
        assertThat(the("late").state()).isEqualTo(InvoiceState.DRAFT);
        assertThat(the("draft").state()).isEqualTo(InvoiceState.OPEN);
        assertThat(acting(() -> history.of("invoice", the("late").id().value())))
                .first()
                .satisfies(c -> assertThat(c.fields())
                        .contains(new History.Field("approved", Optional.of("true"), Optional.of("false"))));
    }

    @Test
    void reminders_are_switched_off_with_a_reason_and_on_again() throws Exception {
        everyState();
        var id = the("late").id();
        var off = new RemindersOff(Optional.of("disputed"), Optional.of(today.plusDays(3)));
        change(id, new InvoiceChange.Reminders(Optional.of(off)));
        assertThat(the("late").remindersOff()).contains(off);
        assertThat(the("late").isHeld()).isTrue();
        change(id, new InvoiceChange.Reminders(Optional.empty()));
        assertThat(the("late").remindersOff()).isEmpty();
        var past = new RemindersOff(Optional.empty(), Optional.of(today.minusDays(1)));
        assertThatThrownBy(() -> change(id, new InvoiceChange.Reminders(Optional.of(past))))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void changes_are_made_together_or_not_at_all() throws Exception {
        everyState();
        var id = the("late").id();
        change(id, new InvoiceChange.Posted(Optional.of(today)), new InvoiceChange.Counters(Map.of(1, 2, 3, 0)));
        assertThat(the("late").postedOn()).contains(today);
        assertThat(acting(() -> counters.of(List.of(id)))).containsEntry(id, Map.of(1, 2, 3, 0));
        assertThatThrownBy(() -> change(
                        id, new InvoiceChange.Posted(Optional.empty()), new InvoiceChange.Counters(Map.of(10, 1))))
                .isInstanceOf(Refusal.class);
        assertThat(the("late").postedOn()).contains(today);
        assertThatThrownBy(() -> change(id, new InvoiceChange.Posted(Optional.of(today.plusDays(1)))))
                .isInstanceOf(Refusal.class);
    }

    /// Six invoices, of which 365.00 is owed and 170.00 of it overdue.
    private void everyState() throws Exception {
        acting(() -> {
            ledger.invoice(daugava, "later", today.minusDays(9), today.plusDays(5), "100.00");
            ledger.invoice(daugava, "late", today.minusDays(17), today.minusDays(3), "100.00");
            ledger.paid(
                    ledger.invoice(daugava, "late-part", today.minusDays(15), today.minusDays(1), "100.00"),
                    today,
                    "30.00");
            ledger.paid(ledger.invoice(daugava, "later-part", today.minusDays(14), today, "105.00"), today, "10.00");
            ledger.paid(
                    ledger.invoice(daugava, "paid", today.minusDays(60), today.minusDays(46), "100.00"),
                    today,
                    "100.00");
            var draft = ledger.invoice(daugava, "draft", today, today.plusDays(14), "1234.50");
            ledger.change("UPDATE invoice SET approved = false WHERE id = " + draft.value());
            return null;
        });
    }

    private NewInvoice bill(Optional<String> number, String total) {
        return new NewInvoice(
                number,
                Optional.of(daugava),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(new BigDecimal(total)),
                Optional.empty(),
                true);
    }

    private void change(InvoiceId id, InvoiceChange... change) throws Exception {
        acting(() -> {
            changes.make(id, List.of(change));
            return null;
        });
    }

    private Invoice the(String number) throws Exception {
        return all(InvoiceFilter.ALL).stream()
                .filter(i -> i.number().equals(number))
                .findFirst()
                .orElseThrow();
    }

    private List<String> paged(InvoiceOrder order, int limit) throws Exception {
        var numbers = new ArrayList<String>();
        var after = Optional.<Cursor>empty();
        do {
            var from = after.map(c -> Cursor.parse(c.opaque(), 2).orElseThrow());
            var page = acting(() -> invoices.list(InvoiceFilter.ALL, order, from, limit));
            page.invoices().forEach(i -> numbers.add(i.number()));
            after = page.next();
        } while (after.isPresent());
        return numbers;
    }

    private List<Invoice> all(InvoiceFilter filter) throws Exception {
        return acting(() -> invoices.list(filter, InvoiceOrder.USUAL, Optional.empty(), 100))
                .invoices();
    }

    private List<String> numbers(InvoiceFilter filter) throws Exception {
        return all(filter).stream().map(Invoice::number).toList();
    }

    private <T> T acting(Callable<T> work) throws Exception {
        return company.actor().call(work);
    }
}
