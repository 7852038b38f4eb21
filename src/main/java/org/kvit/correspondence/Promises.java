package org.kvit.correspondence;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kvit.customer.CustomerId;
import org.kvit.invoice.InvoiceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What customers have promised and not kept yet. The last promise for an invoice counts; it stands
/// until the invoice
/// is paid, or the
/// promised amount has come in. On the day after its date it is broken.
@Service
public class Promises {
    private final JdbcClient jdbc;

    Promises(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// For every unpaid invoice with a standing promise, the promised day. A day before `asOf` is a
    /// broken promise.
    @Transactional(readOnly = true)
    public Map<InvoiceId, LocalDate> standing(LocalDate asOf) {
        return byInvoice(jdbc.sql("SELECT invoice_id, promised_on FROM standing_promises(:asOf)")
                .param("asOf", asOf));
    }

    /// [#standing] of some customers.
    @Transactional(readOnly = true)
    public Map<InvoiceId, LocalDate> standing(LocalDate asOf, List<CustomerId> customers) {
        return byInvoice(jdbc.sql("""
                SELECT invoice_id, promised_on FROM standing_promises(:asOf) WHERE customer_id = ANY (:customers)
                """)
                .param("asOf", asOf)
                .param("customers", customers.stream().map(CustomerId::value).toArray(Long[]::new)));
    }

    /// A promise whose day is past and whose money isn't here.
    ///
    /// @param text the note's
    /// @param invoices how many of its invoices are unpaid
    public record Broken(
            EntryId entry, CustomerId customer, String customerName, LocalDate promisedOn, String text, int invoices) {}

    /// The broken promises of a date, the longest broken first.
    @Transactional(readOnly = true)
    public List<Broken> broken(LocalDate asOf, int limit) {
        return jdbc.sql("""
                SELECT p.correspondence_id, p.customer_id, c.name, p.promised_on, e.text, count(*) AS invoices
                  FROM standing_promises(:asOf) p
                  JOIN correspondence e ON e.company_id = current_company() AND e.id = p.correspondence_id
                  JOIN customer c ON c.company_id = current_company() AND c.id = p.customer_id
                 WHERE p.promised_on < :asOf AND %s
                 GROUP BY p.correspondence_id, p.customer_id, c.name, p.promised_on, e.text
                 ORDER BY p.promised_on, p.correspondence_id
                 LIMIT :limit
                """.formatted(EntryRows.VISIBLE))
                .param("asOf", asOf)
                .param("limit", limit)
                .query((row, n) -> new Broken(
                        new EntryId(row.getLong("correspondence_id")),
                        new CustomerId(row.getLong("customer_id")),
                        row.getString("name"),
                        row.getObject("promised_on", LocalDate.class),
                        row.getString("text"),
                        row.getInt("invoices")))
                .list();
    }

    private static Map<InvoiceId, LocalDate> byInvoice(JdbcClient.StatementSpec statement) {
        var promises = new HashMap<InvoiceId, LocalDate>();
        statement.query(row -> {
            promises.put(new InvoiceId(row.getLong("invoice_id")), row.getObject("promised_on", LocalDate.class));
        });
        return promises;
    }
}
