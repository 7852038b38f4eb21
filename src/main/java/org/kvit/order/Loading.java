package org.kvit.order;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kvit.base.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Puts orders on trips and takes them off. All the orders concerned, and then their trips, are
/// locked before they are looked at.
@Service
public class Loading {
    private final Orders orders;
    private final OrderStore store;
    private final OrderTrips onTrips;
    private final OrderLists lists;

    Loading(Orders orders, OrderStore store, OrderTrips onTrips, OrderLists lists) {
        this.orders = orders;
        this.store = store;
        this.onTrips = onTrips;
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
    /// @throws Refusal naming the number if the actor sees no such order; else as [#put]
    @Transactional
    public void put(String number, TripId trip) {
        var typed = number.strip();
        put(store.numbered(typed).orElseThrow(() -> Refusal.invalid("order", "trip.order.notFound", typed)), trip);
    }

    /// An order that is on another trip changes over to this one.
    /// @throws Refusal if there is no such order or trip, or either trip is approved
    @Transactional
    public void put(OrderId id, TripId trip) {
        lock(List.of(id), trip);
        move(id, Optional.of(trip));
    }

    /// An order that isn't on the trip stays where it is.
    /// @throws Refusal if there is no such order, or the trip is approved
    @Transactional
    public void takeOff(OrderId id, TripId trip) {
        lock(List.of(id), trip);
        removeFrom(trip, id);
    }

    /// Makes these the orders of the trip, among those that the actor may see.
    /// @throws Refusal as [#put]
    @Transactional
    public void replace(TripId trip, List<OrderId> wanted) {
        var had = onTrips.on(trip);
        lock(Stream.concat(had.stream(), wanted.stream()).toList(), trip);
        had.stream().filter(id -> !wanted.contains(id)).forEach(id -> removeFrom(trip, id));
        wanted.forEach(id -> move(id, Optional.of(trip)));
    }

    /// All that is concerned at once, in the order that everybody keeps to: whoever locked another
    /// order after a trip would wait for somebody who waits for them.
    private void lock(List<OrderId> ids, TripId trip) {
        onTrips.lock(ids);
        onTrips.lockTrips(
                Stream.concat(onTrips.tripsOf(ids).stream(), Stream.of(trip)).toList());
    }

    /// One that meanwhile was put on another trip, or was deleted, isn't on this one any more.
    private void removeFrom(TripId trip, OrderId id) {
        if (onTrips.tripOf(id).equals(Optional.of(trip))) {
            move(id, Optional.empty());
        }
    }

    /// Of a locked order.
    private void move(OrderId id, Optional<TripId> to) {
        var order = orders.find(id);
        if (order.trip().map(CustomerOrder.OnTrip::id).equals(to)) {
            return;
        }
        OrderLock.requireUnlocked(order);
        to.ifPresent(trip -> {
            var found = onTrips.trip(trip).orElseThrow(() -> Refusal.notFound("trip.notFound"));
            if (found.approved()) {
                throw Refusal.conflict("order.trip.approved", found.number());
            }
        });
        onTrips.putOn(id, to);
    }
}
