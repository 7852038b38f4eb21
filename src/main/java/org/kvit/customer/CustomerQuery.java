package org.kvit.customer;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.kvit.api.Cursor;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The statements behind the list of customers. The first page of all of them, by name, is read from an index.
final class CustomerQuery {
    private final LocalDate today;
    private final CustomerFilter filter;

    CustomerQuery(LocalDate today, CustomerFilter filter) {
        this.today = today;
        this.filter = filter;
    }

    /// @param after the key of the last row seen
    JdbcClient.StatementSpec page(JdbcClient jdbc, CustomerOrder order, Optional<Cursor> after, int limit) {
        var parameters = parameters();
        after.ifPresent(cursor -> {
            parameters.put("key", order.keyOf(cursor));
            parameters.put("id", cursor.number(1));
        });
        var sql = CustomerRows.SELECT.formatted(order.key()) + where()
                + (after.isPresent() ? " AND " + order.behind() : "") + " ORDER BY " + order.sql() + " LIMIT :limit";
        return jdbc.sql(sql).params(parameters).param("limit", limit);
    }

    JdbcClient.StatementSpec all(JdbcClient jdbc, CustomerOrder order) {
        return jdbc.sql(CustomerRows.SELECT.formatted(order.key()) + where() + " ORDER BY " + order.sql())
                .params(parameters());
    }

    JdbcClient.StatementSpec count(JdbcClient jdbc) {
        return jdbc.sql("SELECT count(*) FROM customer c WHERE c.company_id = current_company() AND "
                        + CustomerRows.VISIBLE + where())
                .params(parameters());
    }

    private String where() {
        var reach = filter.reach().isPresent() ? " AND " + CustomerRows.REACH + " = :reach" : "";
        return filter.search().isEmpty() ? reach : reach + """
                 AND (c.search LIKE searchable(:pattern)
                      OR c.id IN (SELECT p.customer_id FROM contact p
                                   WHERE p.company_id = current_company() AND p.search LIKE searchable(:pattern)))
                """;
    }

    private Map<String, Object> parameters() {
        var parameters = new HashMap<String, Object>();
        parameters.put("today", today);
        parameters.put("pattern", filter.pattern());
        parameters.put("reach", filter.reach().map(Reach::name).orElse(""));
        return parameters;
    }
}
