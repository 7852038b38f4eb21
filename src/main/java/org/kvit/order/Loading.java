package org.kvit.order;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kvit.base.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Puts orders on trips and takes them off. All the orders concerned, and then their trips, are locked before
/// they are looked at.
@Service
public class Loading {
    private final JdbcClient jdbc;
    private final Orders orders;
    private final OrderStore store;
    private final OrderLists lists;

    Loading(JdbcClient jdbc, Orders orders, OrderStore store, OrderLists lists) {
        this.jdbc = jdbc;
        this.orders = orders;
        this.store = store;
        this.lists = lists;
    }

    /// In the order of their numbers; at most 1000, those that the actor may see.
    @Transactional(readOnly = true)
    public List<CustomerOrder> of(TripId trip) {
        var byNumber = new OrderSorting(OrderSorting.Column.NUMBER, false);
        return lists.list(OrderFilter.ALL.on(trip), byNumber, Optional.empty(), 1000)
                .orders();
    }

    /// By the order's number, as somebody types it.
    /// @throws Refusal naming the number if there is no such order; else as [#put]
    @Transactional
    public void put(String number, TripId trip) {
        var id = jdbc.sql(
                        "SELECT id FROM customer_order WHERE company_id = current_company() AND upper(number) = upper(:number)")
                .param("number", number.strip())
                .query(Long.class)
                .optional()
                .map(OrderId::new)
                .orElseThrow(() -> Refusal.invalid("order", "trip.order.notFound", number.strip()));
        put(id, trip);
    }

    /// An order that is on another trip changes over to this one.
    /// @throws Refusal if there is no such order or trip, or either trip is approved
    @Transactional
    public void put(OrderId id, TripId trip) {
        move(id, Optional.of(trip));
    }

    /// An order that isn't on the trip stays where it is.
    /// @throws Refusal if there is no such order, or the trip is approved
    @Transactional
    public void takeOff(OrderId id, TripId trip) {
        if (store.tripOf(id).equals(Optional.of(trip))) {
            move(id, Optional.empty());
        }
    }

    /// Makes these the orders of the trip, among those that the actor may see.
    /// @throws Refusal as [#put]
    @Transactional
    public void replace(TripId trip, List<OrderId> wanted) {
        for (var order : of(trip)) {
            if (!wanted.contains(order.id())) {
                takeOff(order.id(), trip);
            }
        }
        wanted.stream()
                .distinct()
                .sorted(Comparator.comparingLong(OrderId::value))
                .forEach(id -> put(id, trip));
    }

    private void move(OrderId id, Optional<TripId> to) {
        orders.lock(id);
        store.lockTrips(Stream.concat(store.tripOf(id).stream(), to.stream()).toList());
        var order = orders.find(id);
        if (order.trip().map(CustomerOrder.OnTrip::id).equals(to)) {
            return;
        }
        OrderLock.requireUnlocked(order);
        to.ifPresent(trip -> {
            var found = store.trip(trip).orElseThrow(() -> Refusal.notFound("trip.notFound"));
            if (found.approved()) {
                throw Refusal.conflict("order.trip.approved", found.number());
            }
        });
        jdbc.sql("UPDATE customer_order SET trip_id = :trip::bigint WHERE company_id = current_company() AND id = :id")
                .param("trip", to.map(TripId::value).orElse(null))
                .param("id", id.value())
                .update();
    }
}
