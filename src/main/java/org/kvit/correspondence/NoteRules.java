package org.kvit.correspondence;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Refusal;
import org.kvit.base.Refusal.Fault;
import org.kvit.base.Words;
import org.kvit.customer.CustomerId;
import org.kvit.invoice.InvoiceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What a note must be before it is written down.
@Component
class NoteRules {
    private static final int LONGEST = 20_000;

    private final JdbcClient jdbc;

    NoteRules(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param before the note as it was, when it is edited: a date that it has already may lie in the
    /// past by now
    /// @return the note to be kept; a promise that names no invoice covers all that are unpaid
    Note check(CustomerId customer, Note note, LocalDate today, Optional<Entry> before) {
        requireCustomer(customer);
        var faults = new ArrayList<Fault>();
        if (note.saysNothing()) {
            faults.add(fault("text", "correspondence.note.empty"));
        }
        if (note.text().length() > LONGEST) {
            faults.add(fault("text", "correspondence.note.long", LONGEST));
        }
        dates(note, today, before, faults);
        belongings(customer, note, faults);
        var whole = note.promisedOn().isPresent() && note.invoices().isEmpty() ? coveringAll(customer, note) : note;
        promise(whole, faults);
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        return whole;
    }

    private static void dates(Note note, LocalDate today, Optional<Entry> before, List<Fault> faults) {
        var promisedBefore = before.flatMap(Entry::promise).map(Entry.Promise::on);
        note.promisedOn()
                .filter(on -> on.isBefore(today) && !promisedBefore.equals(Optional.of(on)))
                .ifPresent(_ -> faults.add(fault("promisedOn", "correspondence.note.past")));
        note.nextActionOn()
                .filter(on -> on.isBefore(today)
                        && !before.flatMap(Entry::nextActionOn).equals(Optional.of(on)))
                .ifPresent(_ -> faults.add(fault("nextActionOn", "correspondence.note.past")));
    }

    private void belongings(CustomerId customer, Note note, List<Fault> faults) {
        note.contactId()
                .filter(contact -> !isContact(customer, contact))
                .ifPresent(_ -> faults.add(fault("contactId", "correspondence.note.contact")));
        if (ofCustomer(customer, note.invoices()) != note.invoices().size()) {
            faults.add(fault("invoiceIds", "correspondence.note.invoices"));
        }
    }

    private void promise(Note note, List<Fault> faults) {
        if (note.promisedOn().isPresent() && note.invoices().isEmpty()) {
            faults.add(fault("promisedOn", "correspondence.note.nothingUnpaid"));
        }
        if (note.promisedAmount().isEmpty()) {
            return;
        }
        if (note.promisedOn().isEmpty()) {
            faults.add(fault("promisedOn", "correspondence.note.amountWithoutDate"));
        }
        if (note.promisedAmount().get().signum() <= 0) {
            faults.add(fault("promisedAmount", "correspondence.note.amount"));
        }
        if (currencies(note.invoices()) > 1) {
            faults.add(fault("promisedAmount", "correspondence.note.currencies"));
        }
    }

    private void requireCustomer(CustomerId customer) {
        boolean seen = jdbc.sql("""
                SELECT EXISTS (SELECT FROM customer c WHERE c.company_id = current_company() AND c.id = :customer AND %s)
                """.formatted(EntryRows.VISIBLE))
                .param("customer", customer.value())
                .query(Boolean.class)
                .single();
        if (!seen) {
            throw Refusal.notFound("correspondence.customer.notFound");
        }
    }

    private boolean isContact(CustomerId customer, long id) {
        return jdbc.sql("""
                SELECT EXISTS (SELECT FROM contact WHERE company_id = current_company() AND customer_id = :customer AND id = :id)
                """)
                .param("customer", customer.value())
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    private int ofCustomer(CustomerId customer, List<InvoiceId> invoices) {
        return jdbc.sql("""
                SELECT count(*) FROM invoice
                 WHERE company_id = current_company() AND customer_id = :customer AND id = ANY (:invoices)
                """)
                .param("customer", customer.value())
                .param("invoices", numbers(invoices))
                .query(Integer.class)
                .single();
    }

    private int currencies(List<InvoiceId> invoices) {
        return jdbc.sql(
                        "SELECT count(DISTINCT currency) FROM invoice WHERE company_id = current_company() AND id = ANY (:invoices)")
                .param("invoices", numbers(invoices))
                .query(Integer.class)
                .single();
    }

    private Note coveringAll(CustomerId customer, Note note) {
        var unpaid = jdbc.sql("""
                SELECT id FROM invoice
                 WHERE company_id = current_company() AND customer_id = :customer AND approved AND open_amount > 0
                """)
                .param("customer", customer.value())
                .query((row, n) -> new InvoiceId(row.getLong("id")))
                .list();
        return new Note(
                note.contactId(), unpaid, note.text(), note.promisedOn(), note.promisedAmount(), note.nextActionOn());
    }

    private static Long[] numbers(List<InvoiceId> invoices) {
        return invoices.stream().map(InvoiceId::value).toArray(Long[]::new);
    }

    /// The columns that a person fills in.
    static Map<String, @Nullable Object> columns(Note note) {
        var columns = new HashMap<String, @Nullable Object>();
        columns.put("contact", note.contactId().orElse(null));
        columns.put("text", note.text());
        columns.put("promisedOn", note.promisedOn().orElse(null));
        columns.put("promisedAmount", note.promisedAmount().orElse(null));
        columns.put("nextActionOn", note.nextActionOn().orElse(null));
        return columns;
    }

    private static Fault fault(String field, String key, Object... args) {
        return new Fault(field, Words.of(key, args));
    }
}
