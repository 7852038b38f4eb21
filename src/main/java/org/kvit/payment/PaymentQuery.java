package org.kvit.payment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kvit.api.Cursor;
import org.kvit.company.OwnCustomers;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The statements behind the list of payments. Only what is asked for stands in them, so that each finds its index.
final class PaymentQuery {
    /// Whoever sees only their own customers sees the payments of these.
    static final String VISIBLE = OwnCustomers.seenOf("p");

    /// What somebody searches for may be an invoice's number: which invoices that is, is found out once.
    private static final String FOUND = """
            (p.payer_name ILIKE :like OR p.text ILIKE :like OR p.reference ILIKE :like OR p.payer_account ILIKE :spaceless
             OR p.amount::text LIKE :amount
             OR p.id = ANY (ARRAY(SELECT a.payment_id
                                    FROM invoice i
                                    JOIN allocation a ON a.company_id = i.company_id AND a.invoice_id = i.id
                                   WHERE i.company_id = current_company() AND i.number ILIKE :like AND a.payment_id IS NOT NULL)))
            """;
    private static final String OF_STATEMENT =
            "p.entry_id IN (SELECT e.id FROM bank_entry e WHERE e.company_id = current_company() AND e.statement_id = :statement)";

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();

    PaymentQuery(PaymentFilter filter) {
        conditions.add("p.company_id = current_company()");
        conditions.add(VISIBLE);
        state(filter.state());
        filter.from().ifPresent(day -> narrow("p.booked_on >= :from", "from", day));
        filter.to().ifPresent(day -> narrow("p.booked_on <= :to", "to", day));
        filter.amountFrom().ifPresent(amount -> narrow("p.amount >= :least", "least", amount));
        filter.amountTo().ifPresent(amount -> narrow("p.amount <= :most", "most", amount));
        said(filter.account(), "p.bank_account = :account", "account");
        said(filter.currency(), "p.currency = :currency", "currency");
        if (filter.customer() > 0) {
            narrow("p.customer_id = :customer", "customer", filter.customer());
        }
        if (filter.statement() > 0) {
            narrow(OF_STATEMENT, "statement", filter.statement());
        }
        if (!filter.query().isEmpty()) {
            values.put("spaceless", Search.part(filter.query().replaceAll("\\s", "")));
            values.put("amount", Search.amount(filter.query()));
            narrow(FOUND, "like", Search.part(filter.query()));
        }
    }

    PaymentQuery behind(PaymentOrder order, Optional<Cursor> after) {
        after.ifPresent(cursor -> {
            narrow(order.behind(), "key", order.keyOf(cursor));
            values.put("id", cursor.number(1));
        });
        return this;
    }

    PaymentQuery without(PaymentId id) {
        narrow("p.id <> :without", "without", id.value());
        return this;
    }

    /// `id` and `sort_key` in an order.
    JdbcClient.StatementSpec rows(JdbcClient jdbc, PaymentOrder order, int limit) {
        values.put("limit", limit);
        return statement(
                jdbc,
                "SELECT p.id, %s AS sort_key FROM payment p WHERE %s ORDER BY %s LIMIT :limit"
                        .formatted(order.key(), where(), order.sql()));
    }

    /// How many there are. @param limit more aren't counted
    JdbcClient.StatementSpec count(JdbcClient jdbc, int limit) {
        values.put("limit", limit);
        return statement(
                jdbc,
                "SELECT count(*)::int FROM (SELECT FROM payment p WHERE %s LIMIT :limit) AS found".formatted(where()));
    }

    /// What they come to by state and currency.
    JdbcClient.StatementSpec sums(JdbcClient jdbc) {
        return statement(jdbc, """
                SELECT CASE WHEN p.voided_at IS NOT NULL THEN 'voided' WHEN p.unallocated = 0 THEN 'linked'
                            WHEN p.allocated = 0 THEN 'unlinked' ELSE 'partly' END AS state,
                       p.currency, count(*)::int AS payments, sum(p.amount) AS amount, sum(p.allocated) AS linked, sum(p.unallocated) AS unallocated
                  FROM payment p
                 WHERE %s
                 GROUP BY 1, 2
                 ORDER BY 2, 1
                """.formatted(where()));
    }

    /// That something is left is said of all that wait, so that their index serves.
    private void state(String state) {
        switch (state) {
            case "unlinked" -> conditions.add("p.voided_at IS NULL AND p.unallocated > 0 AND p.allocated = 0");
            case "partly" -> conditions.add("p.voided_at IS NULL AND p.unallocated > 0 AND p.allocated > 0");
            case "open" -> conditions.add("p.voided_at IS NULL AND p.unallocated > 0");
            case "linked" -> conditions.add("p.voided_at IS NULL AND p.unallocated = 0");
            case "voided" -> conditions.add("p.voided_at IS NOT NULL");
            default -> {} // all
        }
    }

    private JdbcClient.StatementSpec statement(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).params(values);
    }

    private String where() {
        return String.join("\n   AND ", conditions);
    }

    private void said(String value, String condition, String name) {
        if (!value.isEmpty()) {
            narrow(condition, name, value);
        }
    }

    private void narrow(String condition, String name, Object value) {
        conditions.add(condition);
        values.put(name, value);
    }
}
