package org.kvit.order;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kvit.company.History;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What was changed about an order and its lines, those included that are gone.
@Service
public class OrderHistory {
    /// Whose a line is and where it stands among the others says nothing.
    private static final List<String> SAID = List.of("order_id", "position", "created_by", "approved_by");
    private static final int MOST_LINES = 200;
    /// What a column's ids are called. @see #named
    private static final Map<String, String> NAMES = Map.of(
            "customer_id", "SELECT id, name FROM customer WHERE company_id = current_company() AND id = ANY (:ids)",
            "contact_id", "SELECT id, name FROM contact WHERE company_id = current_company() AND id = ANY (:ids)",
            "account_manager_id", "SELECT id, name FROM app_user WHERE id = ANY (:ids)",
            "trip_id", "SELECT id, number FROM trip WHERE company_id = current_company() AND id = ANY (:ids)",
            "invoice_id", "SELECT id, number FROM invoice WHERE company_id = current_company() AND id = ANY (:ids)");

    private final JdbcClient jdbc;
    private final History history;

    OrderHistory(JdbcClient jdbc, History history) {
        this.jdbc = jdbc;
        this.history = history;
    }

    /// The changes of the order itself, or of one line.
    ///
    /// @param table `customer_order`, `order_cargo` or `order_price`
    /// @param line what the line says, or said last; empty: the order itself
    public record Section(String table, Optional<String> line, boolean gone, List<History.Change> changes) {}

    private record Line(long id, String says, boolean gone) {}

    /// The order first, then its cargo, then its prices.
    @Transactional(readOnly = true)
    public List<Section> of(OrderId order) {
        var sections = new ArrayList<Section>();
        sections.add(new Section(
                "customer_order", Optional.empty(), false, readable(history.of("customer_order", order.value()))));
        sections.addAll(lines(order, "order_cargo", "description"));
        sections.addAll(lines(order, "order_price", "service"));
        return sections;
    }

    /// Of a trip.
    @Transactional(readOnly = true)
    public List<History.Change> of(TripId trip) {
        return readable(history.of("trip", trip.value()));
    }

    private List<Section> lines(OrderId order, String table, String says) {
        var lines = jdbc.sql("""
                SELECT a.subject_id, coalesce(max(l.%2$s), max(a.before ->> '%2$s'), '') AS says, max(l.id) IS NULL AS gone
                  FROM audit a
                  LEFT JOIN %1$s l ON l.company_id = a.company_id AND l.id = a.subject_id
                 WHERE a.company_id = current_company() AND a.subject = '%1$s' AND a.subject_id IN (
                       SELECT id FROM %1$s WHERE company_id = current_company() AND order_id = :order
                        UNION ALL
                       SELECT d.subject_id FROM audit d
                        WHERE d.company_id = current_company() AND d.subject = '%1$s' AND d.action = 'deleted'
                          AND d.before ->> 'order_id' = :order::text)
                 GROUP BY a.subject_id
                 ORDER BY gone, a.subject_id
                 LIMIT :most
                """.formatted(table, says))
                .param("order", order.value())
                .param("most", MOST_LINES)
                .query((row, n) -> new Line(row.getLong("subject_id"), row.getString("says"), row.getBoolean("gone")))
                .list();
        var changes = history.of(table, lines.stream().map(Line::id).toList());
        return lines.stream()
                .map(l -> new Section(
                        table, Optional.of(l.says()), l.gone(), readable(changes.getOrDefault(l.id(), List.of()))))
                .toList();
    }

    /// With names and numbers instead of ids, and without what says nothing here.
    private List<History.Change> readable(List<History.Change> changes) {
        var names = new HashMap<String, Map<String, String>>();
        NAMES.forEach((column, sql) -> names.put(column, named(changes, column, sql)));
        return changes.stream()
                .map(c -> new History.Change(
                        c.at(), c.user(), c.via(), c.subject(), c.action(), readableFields(c.fields(), names)))
                .filter(c -> !c.fields().isEmpty() || !c.action().equals("changed"))
                .toList();
    }

    private static List<History.Field> readableFields(
            List<History.Field> fields, Map<String, Map<String, String>> names) {
        return fields.stream()
                .filter(f -> !SAID.contains(f.name()))
                .map(f -> {
                    var named = names.getOrDefault(f.name(), Map.of());
                    return new History.Field(
                            f.name(),
                            f.before().map(v -> named.getOrDefault(v, v)),
                            f.after().map(v -> named.getOrDefault(v, v)));
                })
                .toList();
    }

    private Map<String, String> named(List<History.Change> changes, String column, String sql) {
        var ids = changes.stream()
                .flatMap(c -> c.fields().stream())
                .filter(f -> f.name().equals(column))
                .flatMap(f -> Stream.of(f.before(), f.after()).flatMap(Optional::stream))
                .map(Long::valueOf)
                .distinct()
                .toArray(Long[]::new);
        var names = new HashMap<String, String>();
        if (ids.length > 0) {
            jdbc.sql(sql).param("ids", ids).query(row -> {
                names.put(Long.toString(row.getLong(1)), row.getString(2));
            });
        }
        return names;
    }
}
