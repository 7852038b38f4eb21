package org.kvit.order;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kvit.api.Cursor;
import org.kvit.api.Listing;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/trips`: trips and the orders they carry.
@RestController
@RequestMapping("/api/v1/trips")
class TripsApi {
    private final Trips trips;
    private final Loading loading;
    private final TransactionTemplate transaction;

    TripsApi(Trips trips, Loading loading, TransactionTemplate transaction) {
        this.trips = trips;
        this.loading = loading;
        this.transaction = transaction;
    }

    /// @param state `open` (not approved), `approved`; all if left out
    @GetMapping
    Listing<TripBody> list(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String query,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String after) {
        var listed = trips.list(TripFilter.of(state, query), true, Cursor.parse(after, 1), Cursor.limit(limit));
        return new Listing<>(
                listed.trips().stream().map(TripBody::of).toList(),
                listed.next().map(Cursor::opaque).orElse(null));
    }

    @GetMapping("/{id}")
    TripBody find(@PathVariable long id) {
        return whole(new TripId(id));
    }

    @PostMapping
    @Needs(Right.ORDERS)
    ResponseEntity<TripBody> create(@RequestBody TripInput input) {
        var id = Objects.requireNonNull(transaction.execute(_ -> {
            var made = trips.create(input.entry());
            input.orders().ifPresent(orders -> loading.replace(made, orders));
            return made;
        }));
        return ResponseEntity.created(URI.create("/api/v1/trips/" + id.value())).body(whole(id));
    }

    @PutMapping("/{id}")
    @Needs(Right.ORDERS)
    TripBody change(@PathVariable long id, @RequestBody TripInput input) {
        var trip = new TripId(id);
        transaction.executeWithoutResult(_ -> {
            // Orders first, as everywhere: whoever changes an order locks it before its trip.
            input.orders().ifPresent(orders -> loading.replace(trip, orders));
            trips.change(trip, input.entry());
        });
        return whole(trip);
    }

    @PutMapping("/{id}/approval")
    @Needs(Right.ORDERS)
    TripBody approve(@PathVariable long id) {
        trips.approve(new TripId(id));
        return whole(new TripId(id));
    }

    @DeleteMapping("/{id}/approval")
    @Needs(Right.ORDERS)
    TripBody removeApproval(@PathVariable long id) {
        trips.removeApproval(new TripId(id));
        return whole(new TripId(id));
    }

    private TripBody whole(TripId id) {
        return TripBody.of(
                trips.find(id), loading.of(id).stream().map(o -> o.id().value()).toList());
    }
}
