package org.kvit.correspondence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kvit.base.Money;
import org.kvit.company.OwnCustomers;
import org.kvit.customer.CustomerId;
import org.kvit.invoice.InvoiceId;

/// How entries are read: with their invoices, and with the state of their promise on a date.
final class EntryRows {
    /// An account manager who sees their own customers only, sees and writes no others' correspondence.
    static final String VISIBLE = OwnCustomers.seen("c");

    /// Goes before a condition on `e`. A promise that no longer stands was kept if what was promised came
    /// in, else it was replaced.
    static final String SELECT = """
            SELECT e.id, e.customer_id, e.kind, e.contact_id, p.name AS contact, e.text, e.promised_on, e.promised_amount,
                   e.next_action_on, e.next_action_done_on, e.level, e.letter_id, e.mail_id, e.happened_on, u.name AS author,
                   e.created_at, e.edited_at, about.ids, about.numbers, about.currency,
                   CASE WHEN e.promised_on IS NULL THEN NULL
                        WHEN EXISTS (SELECT FROM standing_promises(:asOf) s
                                      WHERE s.customer_id = e.customer_id AND s.correspondence_id = e.id)
                        THEN CASE WHEN e.promised_on < :asOf THEN 'BROKEN' ELSE 'OPEN' END
                        WHEN about.owed = 0 OR about.received >= e.promised_amount THEN 'KEPT'
                        ELSE 'REPLACED' END AS promise
              FROM correspondence e
              JOIN customer c ON c.company_id = e.company_id AND c.id = e.customer_id
              LEFT JOIN contact p ON p.company_id = e.company_id AND p.id = e.contact_id
              LEFT JOIN app_user u ON u.id = e.created_by
              LEFT JOIN LATERAL (
                   SELECT array_agg(i.id ORDER BY i.due_date, i.id) AS ids, array_agg(i.number ORDER BY i.due_date, i.id) AS numbers,
                          min(i.currency) AS currency, sum(i.open_amount + coalesce(a.later, 0)) AS owed, sum(a.received) AS received
                     FROM correspondence_invoice ci
                     JOIN invoice i ON i.company_id = ci.company_id AND i.id = ci.invoice_id
                     LEFT JOIN LATERAL (
                          SELECT sum(x.amount) FILTER (WHERE x.paid_on > :asOf) AS later,
                                 sum(x.amount) FILTER (WHERE x.payment_id IS NOT NULL AND x.paid_on BETWEEN e.happened_on AND :asOf) AS received
                            FROM allocation x
                           WHERE x.company_id = ci.company_id AND x.invoice_id = ci.invoice_id) a ON true
                    WHERE ci.company_id = e.company_id AND ci.correspondence_id = e.id) about ON true
             WHERE e.company_id = current_company() AND %s
            """.formatted(VISIBLE);

    private EntryRows() {}

    static Entry entry(ResultSet row, int number) throws SQLException {
        var kind = Entry.Kind.of(row.getString("kind"));
        return new Entry(
                new EntryId(row.getLong("id")),
                new CustomerId(row.getLong("customer_id")),
                kind,
                number(row, "contact_id").map(id -> new Entry.Person(id, text(row, "contact"))),
                about(row),
                row.getString("text"),
                promise(row),
                date(row, "next_action_on"),
                date(row, "next_action_done_on"),
                kind == Entry.Kind.REMINDER
                        ? Optional.of(new Entry.Reminder(
                                row.getInt("level"), number(row, "letter_id"), number(row, "mail_id")))
                        : Optional.empty(),
                number(row, "mail_id"),
                row.getObject("happened_on", LocalDate.class),
                Optional.ofNullable(row.getString("author")),
                row.getTimestamp("created_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("edited_at")).map(t -> t.toInstant()));
    }

    private static List<Entry.About> about(ResultSet row) throws SQLException {
        var about = new ArrayList<Entry.About>();
        if (row.getArray("ids") != null) {
            var ids = (Long[]) row.getArray("ids").getArray();
            var numbers = (String[]) row.getArray("numbers").getArray();
            for (int i = 0; i < ids.length; i++) {
                about.add(new Entry.About(new InvoiceId(ids[i]), numbers[i]));
            }
        }
        return about;
    }

    private static Optional<Entry.Promise> promise(ResultSet row) throws SQLException {
        var amount = Optional.ofNullable(row.getBigDecimal("promised_amount"));
        var currency = row.getString("currency");
        return date(row, "promised_on")
                .map(on -> new Entry.Promise(
                        on,
                        amount.filter(a -> currency != null).map(a -> new Money(a, currency)),
                        Entry.Promise.State.valueOf(text(row, "promise"))));
    }

    private static Optional<LocalDate> date(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, LocalDate.class));
    }

    private static Optional<Long> number(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, Long.class));
    }

    private static String text(ResultSet row, String column) {
        try {
            return java.util.Objects.requireNonNullElse(row.getString(column), "");
        } catch (SQLException e) {
            throw new IllegalStateException(column, e);
        }
    }
}
