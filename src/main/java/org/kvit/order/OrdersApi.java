package org.kvit.order;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kvit.api.Cursor;
import org.kvit.api.Listing;
import org.kvit.base.Refusal;
import org.kvit.base.UserId;
import org.kvit.company.Needs;
import org.kvit.company.People;
import org.kvit.company.Right;
import org.kvit.customer.CustomerId;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/orders`: customer orders.
@RestController
@RequestMapping("/api/v1/orders")
class OrdersApi {
    private final Orders orders;
    private final OrderLists lists;
    private final People people;

    OrdersApi(Orders orders, OrderLists lists, People people) {
        this.orders = orders;
        this.lists = lists;
        this.people = people;
    }

    /// @param state `open` (on no invoice), `delivered` (all of it unloaded), `invoiced`, `pod_missing`
    /// @param accountManager only this person's
    /// @param trip only those on this trip
    @GetMapping
    Listing<OrderBody> list(
            @RequestParam(defaultValue = "") String state,
            @RequestParam Optional<Long> accountManager,
            @RequestParam Optional<Long> customer,
            @RequestParam Optional<Long> trip,
            @RequestParam(defaultValue = "") String query,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String after) {
        var filter = new OrderFilter(
                OrderState.of(state),
                accountManager.map(UserId::new),
                customer.map(CustomerId::new),
                trip.map(TripId::new),
                query);
        var listed = lists.list(filter, OrderSorting.MADE, Cursor.parse(after, 2), Cursor.limit(limit));
        return new Listing<>(
                listed.orders().stream().map(OrderBody::of).toList(),
                listed.next().map(Cursor::opaque).orElse(null));
    }

    @GetMapping("/{id}")
    OrderBody find(@PathVariable long id) {
        return OrderBody.of(orders.find(new OrderId(id)));
    }

    @PostMapping
    @Needs(Right.ORDERS)
    ResponseEntity<OrderBody> create(@RequestBody OrderInput input) {
        var id = orders.create(input.entry(manager(input), Optional.empty()));
        return ResponseEntity.created(URI.create("/api/v1/orders/" + id.value()))
                .body(OrderBody.of(orders.find(id)));
    }

    /// @throws Refusal as [Orders#change]
    @PutMapping("/{id}")
    @Needs(Right.ORDERS)
    OrderBody change(@PathVariable long id, @RequestBody OrderInput input) {
        var order = new OrderId(id);
        orders.find(order);
        var manager = manager(input);
        orders.change(order, Optional.ofNullable(input.version()), before -> input.entry(manager, Optional.of(before)));
        return OrderBody.of(orders.find(order));
    }

    /// The person named by id or e-mail address; by both, only if both are theirs.
    private Optional<UserId> manager(OrderInput input) {
        var named = Optional.ofNullable(input.accountManagerId()).map(UserId::new);
        var address = Entries.text(input.accountManagerEmail());
        if (address.isEmpty()) {
            return named;
        }
        var addressed = people.all().stream()
                .filter(p -> p.email().equalsIgnoreCase(address.get()))
                .map(People.Person::id)
                .findFirst();
        // Whoever has left is still named by the orders they looked after.
        if (addressed.isEmpty() && named.isPresent()) {
            return named;
        }
        if (addressed.isEmpty() || (named.isPresent() && !named.equals(addressed))) {
            throw Refusal.invalid("accountManagerEmail", "order.accountManager.notFound");
        }
        return addressed;
    }
}
