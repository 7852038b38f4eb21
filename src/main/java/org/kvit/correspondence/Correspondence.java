package org.kvit.correspondence;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.customer.ContactId;
import org.kvit.customer.CustomerId;
import org.kvit.invoice.InvoiceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What passed between the bound company and its customers, as far as the actor sees these.
@Service
public class Correspondence {
    private final JdbcClient jdbc;
    private final Companies companies;
    private final NoteRules rules;

    Correspondence(JdbcClient jdbc, Companies companies, NoteRules rules) {
        this.jdbc = jdbc;
        this.companies = companies;
        this.rules = rules;
    }

    /// Newest first.
    ///
    /// @param customer empty: every customer's; likewise `invoice`
    /// @param before only entries older than this one, for the next page
    /// @param asOf the date on which promises are judged
    @Transactional(readOnly = true)
    public List<Entry> list(
            Optional<CustomerId> customer,
            Optional<InvoiceId> invoice,
            Optional<EntryId> before,
            LocalDate asOf,
            int limit) {
        return jdbc.sql(EntryRows.SELECT + """
                 AND (:customer = 0 OR e.customer_id = :customer)
                 AND (:before = 0 OR e.id < :before)
                 AND (:invoice = 0 OR EXISTS (SELECT FROM correspondence_invoice ci
                                               WHERE ci.company_id = e.company_id AND ci.correspondence_id = e.id
                                                 AND ci.invoice_id = :invoice))
                 ORDER BY e.id DESC
                 LIMIT :limit
                """)
                .param("customer", customer.map(CustomerId::value).orElse(0L))
                .param("invoice", invoice.map(InvoiceId::value).orElse(0L))
                .param("before", before.map(EntryId::value).orElse(0L))
                .param("asOf", asOf)
                .param("limit", limit)
                .query(EntryRows::entry)
                .list();
    }

    /// @throws Refusal if the bound company has no such entry, or the actor may not see its customer
    @Transactional(readOnly = true)
    public Entry find(EntryId id) {
        return jdbc.sql(EntryRows.SELECT + " AND e.id = :id")
                .param("asOf", companies.today())
                .param("id", id.value())
                .query(EntryRows::entry)
                .optional()
                .orElseThrow(() -> Refusal.notFound("correspondence.notFound"));
    }

    /// Writes a note down, as of today. What was to be done next about its invoices is done with it.
    /// @throws Refusal if the actor may not see the customer; if it says nothing, or names what isn't the
    /// customer's, or a date or an amount that can't be
    @Transactional
    public Entry write(CustomerId customer, Note note) {
        return write(customer, note, Entry.Kind.NOTE);
    }

    /// Writes down what was said on the telephone, as [#write].
    @Transactional
    public Entry call(CustomerId customer, Note note) {
        return write(customer, note, Entry.Kind.CALL);
    }

    private Entry write(CustomerId customer, Note note, Entry.Kind kind) {
        var today = companies.today();
        var checked = rules.check(customer, note, today, Optional.empty());
        var id = jdbc.sql("""
                INSERT INTO correspondence (company_id, customer_id, kind, contact_id, text, promised_on, promised_amount,
                                            next_action_on, happened_on, created_by)
                VALUES (current_company(), :customer, :kind, :contact, :text, :promisedOn, :promisedAmount,
                        :nextActionOn, :today, current_actor())
                RETURNING id
                """)
                .param("customer", customer.value())
                .param("kind", kind.code())
                .params(NoteRules.columns(checked))
                .param("today", today)
                .query(Long.class)
                .single();
        about(id, checked.invoices());
        overtake(id, customer, today);
        return find(new EntryId(id));
    }

    /// Changes a note. Its earlier wording stays in its history.
    /// @throws Refusal as [#write]; and for anything but a note: what was sent or received stays as it was
    @Transactional
    public Entry edit(EntryId id, Note note) {
        var before = find(id);
        if (!before.editable()) {
            throw Refusal.conflict("correspondence.notEditable");
        }
        var checked = rules.check(before.customer(), note, companies.today(), Optional.of(before));
        jdbc.sql("""
                UPDATE correspondence
                   SET contact_id = :contact, text = :text, promised_on = :promisedOn, promised_amount = :promisedAmount,
                       next_action_on = :nextActionOn, edited_at = now(),
                       next_action_done_on = CASE WHEN next_action_on = :nextActionOn THEN next_action_done_on END
                 WHERE company_id = current_company() AND id = :id
                """).params(NoteRules.columns(checked)).param("id", id.value()).update();
        jdbc.sql("DELETE FROM correspondence_invoice WHERE company_id = current_company() AND correspondence_id = :id")
                .param("id", id.value())
                .update();
        about(id.value(), checked.invoices());
        return find(id);
    }

    /// Writes down that reminders were sent, all in one statement. Called in the transaction that writes
    /// the letters.
    @Transactional
    public void record(List<SentReminder> reminders) {
        jdbc.sql("""
                WITH written AS (
                  INSERT INTO correspondence (company_id, customer_id, kind, level, letter_id, mail_id, happened_on, created_by)
                  SELECT current_company(), r.customer_id, 'reminder', r.level, r.letter_id, nullif(r.mail_id, 0), :today, current_actor()
                    FROM unnest(:customers::bigint[], :levels::int[], :letters::bigint[], :mails::bigint[])
                         WITH ORDINALITY AS r (customer_id, level, letter_id, mail_id, position)
                   ORDER BY r.position
                  RETURNING id, letter_id)
                INSERT INTO correspondence_invoice (company_id, correspondence_id, invoice_id)
                SELECT current_company(), w.id, i.invoice_id
                  FROM unnest(:ofLetters::bigint[], :invoices::bigint[]) AS i (letter_id, invoice_id)
                  JOIN written w ON w.letter_id = i.letter_id
                """)
                .param("today", companies.today())
                .params(SentReminder.columns(reminders))
                .update();
    }

    /// Writes down what a customer wrote to us, as of today. Of its invoices only the customer's own count.
    /// @param text up to 20,000 characters
    /// @param contact who wrote, if it is one of the customer's contacts
    @Transactional
    public EntryId receive(CustomerId customer, Optional<ContactId> contact, String text, List<InvoiceId> invoices) {
        var id = jdbc.sql("""
                INSERT INTO correspondence (company_id, customer_id, kind, contact_id, text, happened_on, created_by)
                VALUES (current_company(), :customer, 'reply', :contact, :text, :today, current_actor())
                RETURNING id
                """)
                .param("customer", customer.value())
                .param("contact", contact.map(ContactId::value).orElse(null))
                .param("text", text)
                .param("today", companies.today())
                .query(Long.class)
                .single();
        jdbc.sql("""
                INSERT INTO correspondence_invoice (company_id, correspondence_id, invoice_id)
                SELECT DISTINCT i.company_id, :id, i.id
                  FROM invoice i
                 WHERE i.company_id = current_company() AND i.customer_id = :customer AND i.id = ANY (:invoices)
                """)
                .param("id", id)
                .param("customer", customer.value())
                .param("invoices", invoices.stream().map(InvoiceId::value).toArray(Long[]::new))
                .update();
        return new EntryId(id);
    }

    /// Whose invoice it is; empty if the bound company has no such invoice, or the actor may not see it.
    @Transactional(readOnly = true)
    public Optional<CustomerId> customerOf(InvoiceId invoice) {
        return jdbc.sql("""
                SELECT i.customer_id
                  FROM invoice i
                  JOIN customer c ON c.company_id = i.company_id AND c.id = i.customer_id
                 WHERE i.company_id = current_company() AND i.id = :id AND %s
                """.formatted(EntryRows.VISIBLE))
                .param("id", invoice.value())
                .query((row, n) -> new CustomerId(row.getLong(1)))
                .optional();
    }

    private void about(long id, List<InvoiceId> invoices) {
        jdbc.sql("""
                INSERT INTO correspondence_invoice (company_id, correspondence_id, invoice_id)
                SELECT current_company(), :id, unnest(:invoices)
                """)
                .param("id", id)
                .param("invoices", invoices.stream().map(InvoiceId::value).toArray(Long[]::new))
                .update();
    }

    /// The next actions of older entries that the new one says something newer about: those that share
    /// an invoice with
    /// it, and those
    /// that are about the customer as a whole.
    private void overtake(long by, CustomerId customer, LocalDate today) {
        jdbc.sql("""
                UPDATE correspondence o SET next_action_done_on = :today
                 WHERE o.company_id = current_company() AND o.customer_id = :customer AND o.id < :by
                   AND o.next_action_on IS NOT NULL AND o.next_action_done_on IS NULL
                   AND (NOT EXISTS (SELECT FROM correspondence_invoice x WHERE x.company_id = o.company_id AND x.correspondence_id = o.id)
                        OR EXISTS (SELECT FROM correspondence_invoice x
                                     JOIN correspondence_invoice y ON y.company_id = x.company_id AND y.invoice_id = x.invoice_id
                                    WHERE x.company_id = o.company_id AND x.correspondence_id = o.id AND y.correspondence_id = :by))
                """)
                .param("today", today)
                .param("customer", customer.value())
                .param("by", by)
                .update();
    }
}
