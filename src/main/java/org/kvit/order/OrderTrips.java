package org.kvit.order;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which orders are on which trips, and the locks that are taken before either is changed.
@Component
class OrderTrips {
    private final JdbcClient jdbc;

    OrderTrips(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The trip it is on.
    Optional<TripId> tripOf(OrderId id) {
        return tripsOf(List.of(id)).stream().findFirst();
    }

    /// The trips they are on.
    List<TripId> tripsOf(List<OrderId> orders) {
        return jdbc.sql("""
                SELECT DISTINCT trip_id FROM customer_order
                 WHERE company_id = current_company() AND id = ANY (:ids) AND trip_id IS NOT NULL
                """)
                .param("ids", ids(orders))
                .query((row, n) -> new TripId(row.getLong("trip_id")))
                .list();
    }

    /// The orders of a trip, of those that the actor may see.
    List<OrderId> on(TripId trip) {
        return jdbc.sql("""
                SELECT o.id FROM customer_order o
                  JOIN customer c ON c.company_id = o.company_id AND c.id = o.customer_id
                 WHERE o.company_id = current_company() AND o.trip_id = :trip AND %s
                 ORDER BY o.id
                """.formatted(OrderRows.VISIBLE))
                .param("trip", trip.value())
                .query((row, n) -> new OrderId(row.getLong("id")))
                .list();
    }

    /// All that a transaction changes at once, by id: so nobody waits for another who waits for them.
    void lock(List<OrderId> orders) {
        jdbc.sql(
                        "SELECT id FROM customer_order WHERE company_id = current_company() AND id = ANY (:ids) ORDER BY id FOR UPDATE")
                .param("ids", ids(orders))
                .query()
                .listOfRows();
    }

    /// Always after the orders, all at once, and by id.
    void lockTrips(List<TripId> trips) {
        jdbc.sql(
                        "SELECT id FROM trip WHERE company_id = current_company() AND id = ANY (:ids) ORDER BY id FOR NO KEY UPDATE")
                .param("ids", trips.stream().map(TripId::value).toArray(Long[]::new))
                .query()
                .listOfRows();
    }

    void putOn(OrderId id, Optional<TripId> trip) {
        jdbc.sql(
                        "UPDATE customer_order SET trip_id = :trip::bigint, version = version + 1 WHERE company_id = current_company() AND id = :id")
                .param("trip", trip.map(TripId::value).orElse(null))
                .param("id", id.value())
                .update();
    }

    Optional<CustomerOrder.OnTrip> trip(TripId id) {
        return jdbc.sql(
                        "SELECT number, approved_at IS NOT NULL AS approved FROM trip WHERE company_id = current_company() AND id = :id")
                .param("id", id.value())
                .query((row, n) -> new CustomerOrder.OnTrip(id, row.getString("number"), row.getBoolean("approved")))
                .optional();
    }

    private static Long[] ids(List<OrderId> orders) {
        return orders.stream().map(OrderId::value).toArray(Long[]::new);
    }
}
