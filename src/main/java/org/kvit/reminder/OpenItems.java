package org.kvit.reminder;

import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.kvit.base.Money;
import org.kvit.company.OwnCustomers;
import org.kvit.customer.CustomerId;
import org.kvit.invoice.InvoiceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What customers owe, with all that the planner asks of each invoice. Amounts are those of now: nobody
/// is reminded of
/// what they have paid, whatever date the days overdue are counted to.
@Component
class OpenItems {
    private static final int FETCH = 5000;
    private static final String SELECT = """
            SELECT i.id, i.customer_id, i.number, i.issue_date, i.due_date, i.currency, i.total, i.open_amount, i.reference, i.sent_on,
                   i.reminders_off, i.reminders_off_reason, i.reminders_off_until, p.promised_on, r.reminded_on,
                   c.levels, c.counts, c.dates
              FROM invoice i
              JOIN customer k ON k.company_id = i.company_id AND k.id = i.customer_id
              LEFT JOIN standing_promises(:asOf) p ON p.invoice_id = i.id
              LEFT JOIN LATERAL (
                   SELECT max(d.reminded_on) AS reminded_on
                     FROM reminded d
                    WHERE d.company_id = i.company_id AND d.invoice_id = i.id) r ON true
              LEFT JOIN LATERAL (
                   SELECT array_agg(n.level) AS levels, array_agg(n.count) AS counts, array_agg(n.last_on) AS dates
                     FROM reminder_counter n
                    WHERE n.company_id = i.company_id AND n.invoice_id = i.id) c ON true
             WHERE i.company_id = current_company() AND i.approved AND i.open_amount > 0
               AND i.issue_date <= :asOf AND i.due_date <= :dueBy
               AND %s
            """.formatted(OwnCustomers.seen("k"));
    private static final String ORDER = " ORDER BY i.customer_id, i.due_date, i.id";

    private final JdbcClient jdbc;

    OpenItems(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param dueBy the latest due date asked for
    record Span(LocalDate asOf, LocalDate dueBy) {}

    /// Passes customer by customer, holding one customer's invoices at a time.
    /// @param customers empty: all
    void each(Span span, Optional<List<CustomerId>> customers, BiConsumer<CustomerId, List<OpenItem>> take) {
        var batch = new ArrayList<OpenItem>();
        statement(span, customers).query(row -> {
            var item = item(row);
            if (!batch.isEmpty() && !batch.getFirst().customer().equals(item.customer())) {
                take.accept(batch.getFirst().customer(), List.copyOf(batch));
                batch.clear();
            }
            batch.add(item);
        });
        if (!batch.isEmpty()) {
            take.accept(batch.getFirst().customer(), batch);
        }
    }

    Map<CustomerId, List<OpenItem>> of(Span span, List<CustomerId> customers) {
        var items = new HashMap<CustomerId, List<OpenItem>>();
        each(span, Optional.of(customers), (customer, owed) -> items.put(customer, List.copyOf(owed)));
        return items;
    }

    private JdbcClient.StatementSpec statement(Span span, Optional<List<CustomerId>> customers) {
        var some = customers.isPresent() ? " AND i.customer_id = ANY (:customers)" : "";
        var statement = jdbc.sql(SELECT + some + ORDER)
                .withFetchSize(FETCH)
                .param("asOf", span.asOf())
                .param("dueBy", span.dueBy());
        return customers
                .map(c -> statement.param(
                        "customers", c.stream().map(CustomerId::value).toArray(Long[]::new)))
                .orElse(statement);
    }

    private static OpenItem item(ResultSet row) throws SQLException {
        var currency = row.getString("currency");
        return new OpenItem(
                new InvoiceId(row.getLong("id")),
                new CustomerId(row.getLong("customer_id")),
                row.getString("number"),
                row.getObject("issue_date", LocalDate.class),
                row.getObject("due_date", LocalDate.class),
                new Money(row.getBigDecimal("total"), currency),
                new Money(row.getBigDecimal("open_amount"), currency),
                Optional.ofNullable(row.getString("reference")),
                date(row, "sent_on"),
                hold(row),
                date(row, "promised_on"),
                date(row, "reminded_on"),
                counts(row));
    }

    /// Of an invoice or a customer: the columns have the same names.
    static Optional<OpenItem.Hold> hold(ResultSet row) throws SQLException {
        return row.getBoolean("reminders_off")
                ? Optional.of(new OpenItem.Hold(
                        Optional.ofNullable(row.getString("reminders_off_reason")), date(row, "reminders_off_until")))
                : Optional.empty();
    }

    private static Optional<LocalDate> date(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, LocalDate.class));
    }

    private static Map<Integer, OpenItem.Count> counts(ResultSet row) throws SQLException {
        Array levels = row.getArray("levels");
        if (levels == null) {
            return Map.of();
        }
        var numbers = (Integer[]) levels.getArray();
        var times = (Integer[]) row.getArray("counts").getArray();
        var dates = (Date[]) row.getArray("dates").getArray();
        var counts = new HashMap<Integer, OpenItem.Count>();
        for (int i = 0; i < numbers.length; i++) {
            counts.put(
                    numbers[i],
                    new OpenItem.Count(times[i], Optional.ofNullable(dates[i]).map(Date::toLocalDate)));
        }
        return counts;
    }
}
