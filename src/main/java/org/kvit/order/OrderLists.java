package org.kvit.order;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.kvit.api.Cursor;
import org.kvit.base.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/// Lists of the bound company's orders, as far as the actor sees their customers.
@Service
public class OrderLists {
    private static final int FETCHED_AT_ONCE = 1000;

    private final JdbcClient jdbc;
    private final OrderLines lines;

    OrderLists(JdbcClient jdbc, OrderLines lines) {
        this.jdbc = jdbc;
        this.lines = lines;
    }

    /// A page of the list. @param next where the next page begins; empty on the last one
    public record Listed(List<CustomerOrder> orders, Optional<Cursor> next) {}

    /// What a list comes to in one currency. @param net without VAT
    public record Total(long orders, Money net) {}

    /// @param after the last row seen; empty for the first page
    /// @param limit 1 to 1000
    @Transactional(readOnly = true)
    public Listed list(OrderFilter filter, OrderSorting order, Optional<Cursor> after, int limit) {
        var read = new ArrayList<CustomerOrder>();
        var keys = new ArrayList<String>();
        new OrderQuery(filter).page(jdbc, order, after, limit + 1).query(row -> {
            read.add(order(row));
            keys.add(row.getString("sort_key"));
        });
        boolean more = read.size() > limit;
        var shown = withLines(more ? read.subList(0, limit) : read);
        return new Listed(
                shown,
                more
                        ? Optional.of(Cursor.of(List.of(
                                keys.get(limit - 1),
                                Long.toString(shown.getLast().id().value()))))
                        : Optional.empty());
    }

    /// What all of a list comes to, by currency, the one with most orders first.
    @Transactional(readOnly = true)
    public List<Total> totals(OrderFilter filter) {
        return new OrderQuery(filter)
                .totals(jdbc)
                .query((row, n) -> new Total(
                        row.getLong("orders"), new Money(row.getBigDecimal("net"), row.getString("currency"))))
                .list();
    }

    /// Goes through the whole list, however long, holding a thousand at a time. All is of one moment:
    /// whatever is changed meanwhile, each order comes once.
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public void each(OrderFilter filter, OrderSorting order, Consumer<CustomerOrder> take) {
        var read = new ArrayList<CustomerOrder>();
        new OrderQuery(filter).all(jdbc, order).withFetchSize(FETCHED_AT_ONCE).query(row -> {
            read.add(order(row));
            if (read.size() == FETCHED_AT_ONCE) {
                withLines(read).forEach(take);
                read.clear();
            }
        });
        withLines(read).forEach(take);
    }

    private static CustomerOrder order(ResultSet row) throws SQLException {
        return OrderRows.order(row, List.of(), List.of());
    }

    private List<CustomerOrder> withLines(List<CustomerOrder> orders) {
        var ids = orders.stream().map(CustomerOrder::id).toList();
        var cargo = lines.cargo(ids);
        var prices = lines.prices(ids);
        return orders.stream()
                .map(o -> o.with(cargo.getOrDefault(o.id(), List.of()), prices.getOrDefault(o.id(), List.of())))
                .toList();
    }
}
