package org.kvit.payment;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kvit.api.Cursor;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The incoming payments of the bound company, for reading: those that the reader sees.
@Service
public class Payments {
    private static final int MOST_COUNTED = 1000;

    private final JdbcClient jdbc;
    private final PaymentRows rows;

    Payments(JdbcClient jdbc, PaymentRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /// A page of the list. @param next where the next page begins; empty on the last one
    public record Listed(List<Payment> payments, Optional<Cursor> next) {}

    /// What payments of one state and currency come to.
    /// @param state `unlinked`, `partly`, `linked` or `voided`
    public record Sum(String state, int payments, Money amount, Money linked, Money unallocated) {}

    /// @param limit 1 to 1000
    @Transactional(readOnly = true)
    public Listed list(PaymentFilter filter, PaymentOrder order, Optional<Cursor> after, int limit) {
        record Row(long id, String key) {}
        var found = new PaymentQuery(filter)
                .behind(order, after)
                .rows(jdbc, order, limit + 1)
                .query((row, n) -> new Row(row.getLong("id"), row.getString("sort_key")))
                .list();
        boolean more = found.size() > limit;
        var shown = more ? found.subList(0, limit) : found;
        return new Listed(
                rows.load(shown.stream().map(Row::id).toList()),
                more
                        ? Optional.of(Cursor.of(List.of(
                                shown.getLast().key(),
                                Long.toString(shown.getLast().id()))))
                        : Optional.empty());
    }

    /// What all of a list comes to, by state and currency.
    @Transactional(readOnly = true)
    public List<Sum> sums(PaymentFilter filter) {
        return new PaymentQuery(filter)
                .sums(jdbc)
                .query((row, n) -> new Sum(
                        row.getString("state"),
                        row.getInt("payments"),
                        new Money(row.getBigDecimal("amount"), row.getString("currency")),
                        new Money(row.getBigDecimal("linked"), row.getString("currency")),
                        new Money(row.getBigDecimal("unallocated"), row.getString("currency"))))
                .list();
    }

    /// How many there are; more than a thousand aren't counted.
    @Transactional(readOnly = true)
    public int count(PaymentFilter filter) {
        return new PaymentQuery(filter)
                .count(jdbc, MOST_COUNTED + 1)
                .query(Integer.class)
                .single();
    }

    /// How many of a list stand before the place where a payment stands in it, or would stand; at most a thousand.
    @Transactional(readOnly = true)
    public int before(PaymentFilter filter, PaymentOrder order, PaymentId id) {
        return place(id, order)
                .map(place -> new PaymentQuery(filter)
                        .behind(order.backwards(), Optional.of(place))
                        .count(jdbc, MOST_COUNTED)
                        .query(Integer.class)
                        .single())
                .orElse(0);
    }

    /// @throws Refusal if the bound company has no such payment, or it is not the reader's to see
    @Transactional(readOnly = true)
    public Payment find(PaymentId id) {
        return rows.load(List.copyOf(seen(List.of(id.value())))).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("payment.notFound"));
    }

    /// Those of some payments that the reader sees.
    Set<Long> seen(List<Long> ids) {
        return new HashSet<>(
                jdbc.sql("SELECT p.id FROM payment p WHERE p.company_id = current_company() AND p.id = ANY (:ids) AND "
                                + PaymentQuery.VISIBLE)
                        .param("ids", ids.toArray(Long[]::new))
                        .query((row, n) -> row.getLong(1))
                        .list());
    }

    /// The next one of a list from where a payment stands in it, or would stand; behind the last one the list begins
    /// again. Empty if there is no other. The previous one is the next of the order backwards.
    @Transactional(readOnly = true)
    public Optional<PaymentId> next(PaymentFilter filter, PaymentOrder order, PaymentId id) {
        return first(filter, order, place(id, order), id).or(() -> first(filter, order, Optional.empty(), id));
    }

    private Optional<PaymentId> first(
            PaymentFilter filter, PaymentOrder order, Optional<Cursor> after, PaymentId without) {
        return new PaymentQuery(filter)
                .behind(order, after)
                .without(without)
                .rows(jdbc, order, 1)
                .query((row, n) -> new PaymentId(row.getLong("id")))
                .optional();
    }

    private Optional<Cursor> place(PaymentId id, PaymentOrder order) {
        return jdbc.sql("SELECT %s FROM payment p WHERE p.company_id = current_company() AND p.id = :id"
                        .formatted(order.key()))
                .param("id", id.value())
                .query((row, n) -> Cursor.of(List.of(row.getString(1), Long.toString(id.value()))))
                .optional();
    }
}
