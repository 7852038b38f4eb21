package org.kvit.invoice;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kvit.api.Cursor;
import org.kvit.company.OwnCustomers;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The statements behind the list of invoices. Only what is asked for stands in them, so that each
/// finds its index.
final class InvoiceQuery {
    /// An account manager who sees their own customers only, sees no other's invoices either.
    static final String VISIBLE = OwnCustomers.seen("c");

    private static final String COLUMNS = """
            i.id, i.number, i.customer_id, i.issue_date, i.due_date, i.currency, i.total, i.reference, i.approved, i.approved_at,
            i.sent_on, i.posted_on, i.reminders_off, i.reminders_off_reason, i.reminders_off_until,
            c.name AS customer_name, c.external_id, c.email, c.language, c.country, u.name AS approver,
            (SELECT coalesce(sum(a.amount), 0)
               FROM allocation a
              WHERE a.company_id = i.company_id AND a.invoice_id = i.id AND a.credit_note_id IS NOT NULL AND a.paid_on <= :day) AS set_off,
            (SELECT coalesce(sum(a.amount), 0)
               FROM allocation a
              WHERE a.company_id = i.company_id AND a.invoice_id = i.id AND a.write_off_id IS NOT NULL AND a.paid_on <= :day) AS written_off
            """;
    /// What was owed on a date is what is owed now and what was settled after it; likewise what was
    /// credited by then.
    private static final String LATER = """
              LEFT JOIN (SELECT a.invoice_id, sum(a.amount) AS amount
                           FROM allocation a
                          WHERE a.company_id = current_company() AND a.paid_on > :day
                          GROUP BY a.invoice_id) later ON later.invoice_id = i.id
              LEFT JOIN (SELECT k.invoice_id, sum(k.total) AS amount
                           FROM credit_note k
                          WHERE k.company_id = current_company() AND k.issue_date > :day
                          GROUP BY k.invoice_id) taken_later ON taken_later.invoice_id = i.id
            """;

    private final String open;
    private final String credited;
    private final String from;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();

    /// @param today the date of states where the filter names none
    InvoiceQuery(InvoiceFilter filter, LocalDate today) {
        open = filter.asOf().isPresent() ? "(i.open_amount + coalesce(later.amount, 0))" : "i.open_amount";
        credited = filter.asOf().isPresent() ? "(i.credited - coalesce(taken_later.amount, 0))" : "i.credited";
        from = """
                  FROM invoice i
                  JOIN customer c ON c.company_id = i.company_id AND c.id = i.customer_id
                  LEFT JOIN app_user u ON u.id = i.approved_by
                """ + (filter.asOf().isPresent() ? LATER : "");
        conditions.add("i.company_id = current_company()");
        conditions.add(VISIBLE);
        values.put("day", filter.asOf().orElse(today));
        filter.asOf().ifPresent(_ -> conditions.add("i.issue_date <= :day"));
        filter.status().ifPresent(status -> conditions.add(status.sql(open, credited)));
        filter.customer().ifPresent(id -> narrow("i.customer_id = :customer", "customer", id.value()));
        filter.currency().ifPresent(code -> narrow("i.currency = :currency", "currency", code));
        narrow(filter.issued(), "i.issue_date", "issued");
        narrow(filter.due(), "i.due_date", "due");
        if (!filter.search().isEmpty()) {
            search(filter.search());
        }
    }

    /// Only the invoice of this id.
    InvoiceQuery one(InvoiceId id) {
        narrow("i.id = :one", "one", id.value());
        return this;
    }

    /// Only invoices of these ids.
    InvoiceQuery some(Collection<InvoiceId> ids) {
        narrow("i.id = ANY (:some)", "some", ids.stream().map(InvoiceId::value).toArray(Long[]::new));
        return this;
    }

    /// Only what is owed now.
    InvoiceQuery owed() {
        conditions.add("i.approved AND i.open_amount > 0");
        return this;
    }

    /// Only those that Kvit has the lines of, and so prints.
    InvoiceQuery printable() {
        conditions.add("i.approved AND i.itemized");
        return this;
    }

    /// Nothing but their numbers.
    JdbcClient.StatementSpec ids(JdbcClient jdbc) {
        return statement(jdbc, "SELECT i.id" + from + " WHERE " + where());
    }

    JdbcClient.StatementSpec page(JdbcClient jdbc, InvoiceOrder order, Optional<Cursor> after, int limit) {
        after.ifPresent(cursor -> {
            narrow(order.behind(open), "key", order.keyOf(cursor));
            values.put("id", cursor.number(1));
        });
        values.put("limit", limit);
        return statement(jdbc, rows(order) + " LIMIT :limit");
    }

    /// All of them, for a file.
    JdbcClient.StatementSpec all(JdbcClient jdbc, InvoiceOrder order) {
        return statement(jdbc, rows(order));
    }

    JdbcClient.StatementSpec totals(JdbcClient jdbc) {
        return statement(jdbc, """
                SELECT i.currency, count(*) AS invoices, sum(i.total) AS total,
                       coalesce(sum(%1$s) FILTER (WHERE i.approved), 0) AS open,
                       coalesce(sum(%1$s) FILTER (WHERE i.approved AND i.due_date < :day), 0) AS overdue
                %2$s WHERE %3$s
                 GROUP BY i.currency
                 ORDER BY count(*) DESC, i.currency
                """.formatted(open, from, where()));
    }

    private String rows(InvoiceOrder order) {
        return "SELECT %s, %s AS open, %s AS credited, %s AS sort_key, :day AS day\n%s WHERE %s\n ORDER BY %s"
                .formatted(COLUMNS, open, credited, order.key(open), from, where(), order.sql(open));
    }

    private JdbcClient.StatementSpec statement(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).params(values);
    }

    private String where() {
        return String.join("\n   AND ", conditions);
    }

    private void narrow(String condition, String name, Object value) {
        conditions.add(condition);
        values.put(name, value);
    }

    private void narrow(InvoiceFilter.Period period, String column, String name) {
        period.from().ifPresent(day -> narrow(column + " >= :" + name + "From", name + "From", day));
        period.to().ifPresent(day -> narrow(column + " <= :" + name + "To", name + "To", day));
    }

    private void search(String text) {
        var found = "i.number ILIKE :like OR c.name ILIKE :like OR i.reference ILIKE :like";
        var amount = SearchedAmount.of(text);
        amount.ifPresent(a -> values.put("amount", a));
        narrow(
                "(" + found + amount.map(InvoiceQuery::sameAmount).orElse("") + ")",
                "like",
                "%" + text.replace("\u0000", "").replaceAll("([\\\\%_])", "\\\\$1") + "%");
    }

    /// A whole number finds amounts with any cents, too.
    private static String sameAmount(BigDecimal amount) {
        return amount.scale() > 0
                ? " OR i.total = :amount OR i.open_amount = :amount"
                : " OR trunc(i.total) = :amount OR trunc(i.open_amount) = :amount";
    }
}
