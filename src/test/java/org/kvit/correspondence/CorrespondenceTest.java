package org.kvit.correspondence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.company.History;
import org.kvit.correspondence.Entry.Promise.State;
import org.kvit.customer.CustomerId;
import org.kvit.invoice.InvoiceId;
import org.kvit.receivable.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class CorrespondenceTest {
    @Autowired
    Companies companies;

    @Autowired
    Correspondence correspondence;

    @Autowired
    Promises promises;

    @Autowired
    NextActions nextActions;

    @Autowired
    History history;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private Ledger ledger() {
        return new Ledger(jdbc, transaction);
    }

    /// A customer with two overdue invoices of 100.00 each.
    private final class Talk {
        final LocalDate today = companies.today();
        final CustomerId customer = ledger().customer("Daugava");
        final InvoiceId first = ledger().invoice(customer, "RK-1", today.minusDays(40), today.minusDays(20), "100.00");
        final InvoiceId second = ledger().invoice(customer, "RK-2", today.minusDays(30), today.minusDays(10), "100.00");

        Entry promise(int inDays, InvoiceId... invoices) {
            return correspondence.write(
                    customer, note("They will pay", Optional.of(today.plusDays(inDays)), Optional.empty(), invoices));
        }

        Note note(String text, Optional<LocalDate> promised, Optional<LocalDate> next, InvoiceId... invoices) {
            return new Note(Optional.empty(), List.of(invoices), text, promised, Optional.empty(), next);
        }

        State state(Entry entry, int inDays) {
            return correspondence
                    .list(Optional.of(customer), Optional.empty(), Optional.empty(), today.plusDays(inDays), 100)
                    .stream()
                    .filter(e -> e.id().equals(entry.id()))
                    .findFirst()
                    .flatMap(Entry::promise)
                    .orElseThrow()
                    .state();
        }
    }

    private void asAnna(java.util.function.Consumer<Talk> test) {
        TestCompany.found(companies).actor().run(() -> test.accept(new Talk()));
    }

    @Test
    void a_promise_stands_until_its_day_is_past_and_is_broken_then() {
        asAnna(talk -> {
            var promise = talk.promise(5, talk.first);
            assertThat(talk.state(promise, 5)).isEqualTo(State.OPEN);
            assertThat(talk.state(promise, 6)).isEqualTo(State.BROKEN);
            assertThat(promises.standing(talk.today)).containsOnlyKeys(talk.first);
            assertThat(promises.broken(talk.today.plusDays(5), 10)).isEmpty();
            assertThat(promises.broken(talk.today.plusDays(6), 10))
                    .singleElement()
                    .satisfies(b -> assertThat(b.customerName()).isEqualTo("Daugava"));
        });
    }

    @Test
    void a_promise_is_kept_once_the_money_came_in() {
        asAnna(talk -> {
            var promise = talk.promise(5, talk.first);
            ledger().paid(talk.first, talk.today.plusDays(3), "100.00");
            assertThat(talk.state(promise, 2)).isEqualTo(State.OPEN);
            assertThat(talk.state(promise, 3)).isEqualTo(State.KEPT);
            assertThat(talk.state(promise, 9)).isEqualTo(State.KEPT);
            assertThat(promises.broken(talk.today.plusDays(9), 10)).isEmpty();
        });
    }

    @Test
    void a_promised_amount_is_kept_by_that_amount() {
        asAnna(talk -> {
            var note = new Note(
                    Optional.empty(),
                    List.of(talk.first, talk.second),
                    "Half of it",
                    Optional.of(talk.today.plusDays(5)),
                    Optional.of(new BigDecimal("120.00")),
                    Optional.empty());
            var promise = correspondence.write(talk.customer, note);
            ledger().paid(talk.first, talk.today.plusDays(1), "100.00");
            assertThat(talk.state(promise, 6)).isEqualTo(State.BROKEN);
            ledger().paid(talk.second, talk.today.plusDays(2), "20.00");
            assertThat(talk.state(promise, 6)).isEqualTo(State.KEPT);
            assertThat(promises.standing(talk.today.plusDays(6))).isEmpty();
        });
    }

    @Test
    void the_last_promise_for_an_invoice_counts() {
        asAnna(talk -> {
            var old = talk.promise(2, talk.first);
            var fresh = talk.promise(9, talk.first);
            assertThat(talk.state(old, 4)).isEqualTo(State.REPLACED);
            assertThat(talk.state(fresh, 4)).isEqualTo(State.OPEN);
            assertThat(promises.standing(talk.today.plusDays(4))).containsEntry(talk.first, talk.today.plusDays(9));
            assertThat(promises.broken(talk.today.plusDays(4), 10)).isEmpty();
        });
    }

    @Test
    void a_promise_that_names_no_invoice_covers_all_that_are_unpaid() {
        asAnna(talk -> {
            talk.promise(3);
            assertThat(promises.standing(talk.today, List.of(talk.customer))).containsOnlyKeys(talk.first, talk.second);
        });
    }

    @Test
    void a_next_action_comes_up_on_its_day_and_goes_when_it_is_done_or_overtaken_or_needless() {
        asAnna(talk -> {
            var day = talk.today.plusDays(2);
            var call = correspondence.write(
                    talk.customer, talk.note("Call Jana", Optional.empty(), Optional.of(day), talk.first));
            assertThat(nextActions.due(talk.today, 10)).isEmpty();
            assertThat(nextActions.due(day, 10))
                    .singleElement()
                    .satisfies(d -> assertThat(d.text()).isEqualTo("Call Jana"));
            nextActions.done(call.id());
            assertThat(nextActions.due(day, 10)).isEmpty();
            nextActions.undone(call.id());
            assertThat(nextActions.due(day, 10)).hasSize(1);
            correspondence.write(
                    talk.customer, talk.note("Another matter", Optional.empty(), Optional.empty(), talk.second));
            assertThat(nextActions.due(day, 10)).hasSize(1);
            correspondence.write(
                    talk.customer,
                    talk.note("Called already", Optional.empty(), Optional.of(day.plusDays(1)), talk.first));
            assertThat(nextActions.due(day.plusDays(1), 10))
                    .extracting(NextActions.Due::text)
                    .containsExactly("Called already");
            ledger().paid(talk.first, talk.today, "100.00");
            assertThat(nextActions.due(day.plusDays(1), 10)).isEmpty();
        });
    }

    @Test
    void the_earlier_wording_of_an_edited_note_is_kept_in_its_history() {
        asAnna(talk -> {
            var note = correspondence.write(
                    talk.customer, talk.note("Pays on Fridey", Optional.empty(), Optional.empty(), talk.first));
            var edited = correspondence.edit(
                    note.id(), talk.note("Pays on Friday", Optional.empty(), Optional.empty(), talk.first));
            assertThat(edited.text()).isEqualTo("Pays on Friday");
            assertThat(edited.editedAt()).isPresent();
            assertThat(history.of("correspondence", note.id().value())
                            .getFirst()
                            .fields())
                    .anySatisfy(f -> assertThat(f.before()).contains("Pays on Fridey"));
        });
    }

    @Test
    void reminders_are_recorded_with_their_invoices_and_can_not_be_edited() {
        asAnna(talk -> {
            ledger().change("""
                    INSERT INTO reminder_run (company_id, as_of, made_on) VALUES (current_company(), current_date, current_date)""");
            ledger().change("""
                    INSERT INTO reminder_letter (company_id, run_id, customer_id, level, recipients, language)
                    SELECT current_company(), id, %d, 2, '{}', 'lv' FROM reminder_run WHERE company_id = current_company()""".formatted(talk.customer.value()));
            long letter = transaction.execute(
                    _ -> jdbc.sql("SELECT id FROM reminder_letter WHERE company_id = current_company()")
                            .query(Long.class)
                            .single());
            correspondence.record(List.of(
                    new SentReminder(talk.customer, 2, letter, Optional.empty(), List.of(talk.first, talk.second))));
            var entry = correspondence
                    .list(Optional.of(talk.customer), Optional.of(talk.second), Optional.empty(), talk.today, 10)
                    .getFirst();
            assertThat(entry.reminder().orElseThrow().level()).isEqualTo(2);
            assertThat(entry.invoices()).extracting(Entry.About::number).containsExactly("RK-1", "RK-2");
            assertThat(entry.author()).contains("Anna Ozola");
            assertRefused(
                    "", () -> correspondence.edit(entry.id(), talk.note("No!", Optional.empty(), Optional.empty())));
        });
    }

    @Test
    void a_note_says_something_about_the_customers_own_invoices_and_days_to_come() {
        asAnna(talk -> {
            var other = ledger().customer("Other");
            var foreign = ledger().invoice(other, "RK-9", talk.today, talk.today, "5.00");
            assertRefused(
                    "text",
                    () -> correspondence.write(talk.customer, talk.note(" ", Optional.empty(), Optional.empty())));
            assertRefused("promisedOn", () -> talk.promise(-1, talk.first));
            assertRefused("invoiceIds", () -> talk.promise(1, foreign));
            assertRefused("promisedOn", () -> {
                ledger().paid(talk.first, talk.today, "100.00");
                ledger().paid(talk.second, talk.today, "100.00");
                talk.promise(1);
            });
        });
    }

    @Test
    void another_companys_entry_is_not_there() {
        asAnna(talk -> {
            var entry = talk.promise(1);
            TestCompany.found(companies).actor().run(() -> {
                assertRefused("", () -> correspondence.find(entry.id()));
                assertRefused("", () -> nextActions.done(entry.id()));
                assertRefused(
                        "",
                        () -> correspondence.write(talk.customer, talk.note("Hm", Optional.empty(), Optional.empty())));
            });
        });
    }

    private static void assertRefused(String field, org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        var refusal = catchThrowableOfType(Refusal.class, work);
        assertThat(refusal).isNotNull();
        if (!field.isEmpty()) {
            assertThat(refusal.faults()).extracting(Refusal.Fault::field).contains(field);
        }
    }
}
