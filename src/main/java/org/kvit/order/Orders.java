package org.kvit.order;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.company.NumberSequences;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The customer orders of the bound company, as far as the actor sees their customers. Each change locks
/// its order, and the trips it is about, before it looks: none is approved between the look and the change.
@Service
public class Orders {
    static final String CHANGED_MEANWHILE = "order.changedMeanwhile";

    private final OrderLines lines;
    private final OrderReferences references;
    private final OrderStore store;
    private final OrderTrips onTrips;
    private final NumberSequences sequences;
    private final Companies companies;

    Orders(
            OrderLines lines,
            OrderReferences references,
            OrderStore store,
            OrderTrips onTrips,
            NumberSequences sequences,
            Companies companies) {
        this.lines = lines;
        this.references = references;
        this.store = store;
        this.onTrips = onTrips;
        this.sequences = sequences;
        this.companies = companies;
    }

    /// @throws Refusal if there is no such order, or the actor may not see it
    @Transactional(readOnly = true)
    public CustomerOrder find(OrderId id) {
        return store.find(id).orElseThrow(() -> Refusal.notFound("order.notFound"));
    }

    /// For a change of it, within the transaction that makes the change: nobody else changes it meanwhile.
    /// @throws Refusal as [#find]
    @Transactional
    public CustomerOrder lock(OrderId id) {
        onTrips.lock(List.of(id));
        return find(id);
    }

    /// @throws Refusal naming each field that won't do, or if the number is taken or the trip approved
    @Transactional
    public OrderId create(OrderEntry entry) {
        var customer = references.customer(entry);
        var order = SettledOrder.of(entry, customer, companies.today());
        order.trip().ifPresent(trip -> requireOpen(List.of(trip)));
        OrderRules.check(order, references.faults(order, Optional.empty()));
        var number = order.number().orElseGet(() -> OrderSeries.ORDER.next(sequences, order.orderDate()));
        requireFree(number);
        var id = store.insert(order, number);
        lines.replaceCargo(id, order.cargo());
        lines.replacePrices(id, order.prices());
        return id;
    }

    /// @param seen the version that the change is meant for; empty: whatever it is now
    /// @param change makes the entry of the order as it is once it is locked
    /// @throws Refusal as [#create]; if there is no such order; if it is of another version by now; if its
    /// approved trip or its invoice locks what changes
    @Transactional
    public void change(OrderId id, Optional<Integer> seen, Function<CustomerOrder, OrderEntry> change) {
        var locked = lock(id);
        if (seen.filter(version -> version != locked.version()).isPresent()) {
            throw Refusal.conflict(CHANGED_MEANWHILE, locked.number());
        }
        var entry = change.apply(locked);
        onTrips.lockTrips(Stream.concat(onTrips.tripOf(id).stream(), entry.trip().stream())
                .toList());
        var before = find(id);
        var customer = entry.customer().isEmpty() && entry.customerExternalId().isEmpty()
                ? before.customer().id()
                : references.customer(entry).id();
        var after = SettledOrder.of(entry, customer, before);
        OrderLock.check(before, after);
        after.trip()
                .filter(trip -> !before.trip().map(CustomerOrder.OnTrip::id).equals(Optional.of(trip)))
                .ifPresent(trip -> requireOpen(List.of(trip)));
        OrderRules.check(after, references.faults(after, Optional.of(before)));
        var number = after.number().orElseThrow();
        if (!number.equals(before.number())) {
            requireFree(number);
        }
        if (!after.changes(before)) {
            return;
        }
        store.update(id, after, number);
        lines.replaceCargo(id, after.cargo());
        lines.replacePrices(id, after.prices());
    }

    /// One date of one cargo line. @param on empty: not known (any more)
    /// @throws Refusal if there is no such line, its order's trip is approved, or the date won't do
    @Transactional
    public void setDate(OrderId id, CargoId line, CargoDate date, Optional<LocalDate> on) {
        lock(id);
        onTrips.lockTrips(onTrips.tripOf(id).stream().toList());
        var order = find(id);
        OrderLock.requireUnlocked(order);
        var cargo = order.cargo().stream()
                .filter(c -> c.id().equals(Optional.of(line)))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("order.line.notFound"));
        OrderRules.check(cargo.with(date, on), date);
        if (!cargo.date(date).equals(on)) {
            lines.setDate(line, date, on);
            store.countChange(id);
        }
    }

    /// @throws Refusal if there is no such order; if it is on an invoice or an approved trip; if e-mails
    /// about it were sent, or it has attachments
    @Transactional
    public void delete(OrderId id) {
        lock(id);
        onTrips.lockTrips(onTrips.tripOf(id).stream().toList());
        var order = find(id);
        OrderLock.requireDeletable(order);
        if (store.hasEmails(id)) {
            throw Refusal.conflict("order.delete.emails", order.number());
        }
        if (store.hasAttachments(id)) {
            throw Refusal.conflict("order.delete.attachments", order.number());
        }
        store.delete(id);
    }

    private void requireOpen(List<TripId> trips) {
        onTrips.lockTrips(trips);
        for (var trip : trips) {
            var found = onTrips.trip(trip).orElseThrow(() -> Refusal.invalid("tripId", "order.trip.notFound"));
            if (found.approved()) {
                throw Refusal.conflict("order.trip.approved", found.number());
            }
        }
    }

    /// In time for words; the database has the last one.
    private void requireFree(String number) {
        if (OrderSeries.ORDER.isTaken(sequences, number)) {
            throw Refusal.conflict("order.number.taken", number);
        }
    }
}
