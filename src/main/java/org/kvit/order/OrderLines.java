package org.kvit.order;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kvit.base.VatCategory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Cargo and price lines of orders. A kept line keeps its id, so that its history goes on.
@Component
class OrderLines {
    private static final String CARGO = """
            description, packages, weight, volume, loading_place, unloading_place, loading_agreed, loading_planned,
            loading_actual, unloading_agreed, unloading_planned, unloading_actual""";
    private static final String CARGO_ROWS = """
            jsonb_to_recordset(:lines::jsonb)
                       AS l (id bigint, position int, description text, packages int, weight numeric, volume numeric, loading_place text,
                             unloading_place text, loading_agreed date, loading_planned date, loading_actual date,
                             unloading_agreed date, unloading_planned date, unloading_actual date)""";
    private static final String PRICES = "service, quantity, unit_price, vat_rate, vat_category";
    private static final String PRICE_ROWS = """
            jsonb_to_recordset(:lines::jsonb)
                       AS l (id bigint, position int, service text, quantity numeric, unit_price numeric, vat_rate numeric, vat_category text)""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    OrderLines(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// In their order; an order without cargo is not in the map.
    Map<OrderId, List<Cargo>> cargo(List<OrderId> orders) {
        var all = new HashMap<OrderId, List<Cargo>>();
        select("order_cargo", orders).query(row -> {
            all.computeIfAbsent(new OrderId(row.getLong("order_id")), _ -> new ArrayList<>())
                    .add(cargo(row));
        });
        return all;
    }

    Map<OrderId, List<Price>> prices(List<OrderId> orders) {
        var all = new HashMap<OrderId, List<Price>>();
        select("order_price", orders).query(row -> {
            all.computeIfAbsent(new OrderId(row.getLong("order_id")), _ -> new ArrayList<>())
                    .add(price(row));
        });
        return all;
    }

    /// Makes these the order's lines; ids among them are the order's own.
    void replaceCargo(OrderId order, List<Cargo> cargo) {
        replace("order_cargo", CARGO, CARGO_ROWS, order, OrderLines.<Cargo>rows(cargo, OrderLines::values));
    }

    void replacePrices(OrderId order, List<Price> prices) {
        replace("order_price", PRICES, PRICE_ROWS, order, OrderLines.<Price>rows(prices, OrderLines::values));
    }

    void setDate(CargoId line, CargoDate date, Optional<LocalDate> on) {
        jdbc.sql("UPDATE order_cargo SET %s = :on WHERE company_id = current_company() AND id = :id"
                        .formatted(date.code()))
                .param("on", on.orElse(null), Types.DATE)
                .param("id", line.value())
                .update();
    }

    private JdbcClient.StatementSpec select(String table, List<OrderId> orders) {
        return jdbc.sql(
                        "SELECT * FROM %s WHERE company_id = current_company() AND order_id = ANY (:orders) ORDER BY position"
                                .formatted(table))
                .param("orders", orders.stream().map(OrderId::value).toArray(Long[]::new));
    }

    private void replace(
            String table, String columns, String lines, OrderId order, List<Map<String, @Nullable Object>> rows) {
        statement("""
                DELETE FROM %s
                 WHERE company_id = current_company() AND order_id = :order
                   AND id NOT IN (SELECT l.id FROM %s WHERE l.id IS NOT NULL)
                """.formatted(table, lines), order, rows);
        statement("""
                UPDATE %1$s t SET (position, %2$s) = ROW (l.position, %3$s)
                  FROM %4$s
                 WHERE t.company_id = current_company() AND t.order_id = :order AND t.id = l.id
                """.formatted(table, columns, columns.replaceAll("(\\w+)", "l.$1"), lines), order, rows);
        statement("""
                INSERT INTO %1$s (company_id, order_id, position, %2$s)
                SELECT current_company(), :order, l.position, %3$s FROM %4$s WHERE l.id IS NULL ORDER BY l.position
                """.formatted(table, columns, columns.replaceAll("(\\w+)", "l.$1"), lines), order, rows);
    }

    private void statement(String sql, OrderId order, List<Map<String, @Nullable Object>> rows) {
        jdbc.sql(sql)
                .param("order", order.value())
                .param("lines", json.writeValueAsString(rows))
                .update();
    }

    private interface Values<T> {
        Map<String, @Nullable Object> of(T line);
    }

    private static <T> List<Map<String, @Nullable Object>> rows(List<T> lines, Values<T> values) {
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        for (var line : lines) {
            var row = values.of(line);
            row.put("position", rows.size() + 1);
            rows.add(row);
        }
        return rows;
    }

    private static Map<String, @Nullable Object> values(Cargo cargo) {
        var row = new HashMap<String, @Nullable Object>();
        row.put("id", cargo.id().map(CargoId::value).orElse(null));
        row.put("description", cargo.description());
        row.put("packages", cargo.packages().orElse(null));
        row.put("weight", cargo.weight().map(w -> w.toPlainString()).orElse(null));
        row.put("volume", cargo.volume().map(v -> v.toPlainString()).orElse(null));
        row.put("loading_place", cargo.loading().place().orElse(null));
        row.put("unloading_place", cargo.unloading().place().orElse(null));
        for (var date : CargoDate.values()) {
            row.put(date.code(), cargo.date(date).map(Object::toString).orElse(null));
        }
        return row;
    }

    private static Map<String, @Nullable Object> values(Price price) {
        var row = new HashMap<String, @Nullable Object>();
        row.put("id", price.id().map(PriceId::value).orElse(null));
        row.put("service", price.service());
        row.put("quantity", price.quantity().toPlainString());
        row.put("unit_price", price.unitPrice().toPlainString());
        row.put("vat_rate", price.vatRate().toPlainString());
        row.put("vat_category", price.vatCategory().code());
        return row;
    }

    private static Cargo cargo(ResultSet row) throws SQLException {
        return new Cargo(
                Optional.of(new CargoId(row.getLong("id"))),
                row.getString("description"),
                Optional.ofNullable(row.getObject("packages", Integer.class)),
                Optional.ofNullable(row.getBigDecimal("weight")),
                Optional.ofNullable(row.getBigDecimal("volume")),
                stop(row, "loading"),
                stop(row, "unloading"));
    }

    private static Stop stop(ResultSet row, String which) throws SQLException {
        return new Stop(
                OrderRows.text(row, which + "_place"),
                OrderRows.date(row, which + "_agreed"),
                OrderRows.date(row, which + "_planned"),
                OrderRows.date(row, which + "_actual"));
    }

    private static Price price(ResultSet row) throws SQLException {
        return new Price(
                Optional.of(new PriceId(row.getLong("id"))),
                row.getString("service"),
                row.getBigDecimal("quantity"),
                row.getBigDecimal("unit_price"),
                row.getBigDecimal("vat_rate"),
                VatCategory.of(row.getString("vat_category")).orElseThrow());
    }
}
