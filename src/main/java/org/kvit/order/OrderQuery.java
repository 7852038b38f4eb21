package org.kvit.order;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kvit.api.Cursor;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The statements behind the list of orders. Only what is asked for stands in them.
final class OrderQuery {
    /// How many decimals a currency writes, where it isn't two.
    private static final String DIGITS = Currency.getAvailableCurrencies().stream()
            .filter(c -> c.getDefaultFractionDigits() != 2)
            .sorted(Comparator.comparing(Currency::getCurrencyCode))
            .map(c -> "WHEN '%s' THEN %d".formatted(c.getCurrencyCode(), Math.max(0, c.getDefaultFractionDigits())))
            .collect(Collectors.joining(" ", "CASE o.currency ", " ELSE 2 END"));

    private static final String COUNTED = """
              FROM customer_order o
              JOIN customer c ON c.company_id = o.company_id AND c.id = o.customer_id""";

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();

    OrderQuery(OrderFilter filter) {
        conditions.add("o.company_id = current_company()");
        conditions.add(OrderRows.VISIBLE);
        filter.state().ifPresent(state -> conditions.add("(" + state.sql() + ")"));
        filter.accountManager().ifPresent(id -> narrow("o.account_manager_id = :manager", "manager", id.value()));
        filter.customer().ifPresent(id -> narrow("o.customer_id = :customer", "customer", id.value()));
        filter.trip().ifPresent(id -> narrow("o.trip_id = :trip", "trip", id.value()));
        if (!filter.search().isEmpty()) {
            narrow(
                    "(o.search LIKE searchable(:pattern) OR c.search LIKE searchable(:pattern))",
                    "pattern",
                    "%" + filter.search().replaceAll("([\\\\%_])", "\\\\$1") + "%");
        }
    }

    JdbcClient.StatementSpec page(JdbcClient jdbc, OrderSorting order, Optional<Cursor> after, int limit) {
        after.ifPresent(cursor -> {
            narrow(order.behind(), "key", order.keyOf(cursor));
            values.put("id", cursor.number(1));
        });
        values.put("limit", limit);
        return jdbc.sql(rows(order) + " LIMIT :limit").params(values);
    }

    /// All of them, for a file.
    JdbcClient.StatementSpec all(JdbcClient jdbc, OrderSorting order) {
        return jdbc.sql(rows(order)).params(values);
    }

    JdbcClient.StatementSpec totals(JdbcClient jdbc) {
        return jdbc.sql("""
                SELECT o.currency, count(*) AS orders, coalesce(sum(p.net), 0) AS net
                %s
                  LEFT JOIN LATERAL (SELECT sum(round(l.quantity * l.unit_price, %s)) AS net
                                       FROM order_price l
                                      WHERE l.company_id = o.company_id AND l.order_id = o.id) p ON true
                %s
                 GROUP BY o.currency
                 ORDER BY count(*) DESC, o.currency
                """.formatted(COUNTED, DIGITS, where())).params(values);
    }

    private String rows(OrderSorting order) {
        return OrderRows.COLUMNS.formatted(order.key()) + OrderRows.FROM + where() + " ORDER BY " + order.sql();
    }

    private String where() {
        return " WHERE " + String.join("\n   AND ", conditions);
    }

    private void narrow(String condition, String name, Object value) {
        conditions.add(condition);
        values.put(name, value);
    }
}
