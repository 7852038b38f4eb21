package org.kvit.order;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// A trip that carries orders. While it is approved, it and the cargo and prices of its orders stay as they
/// are.
///
/// @param carrier who drives for us, or our own driver
/// @param orders how many it carries, of those that the actor may see
public record Trip(
        TripId id,
        String number,
        Optional<String> vehicle,
        Optional<String> carrier,
        Optional<LocalDate> startsOn,
        Optional<LocalDate> endsOn,
        Optional<String> note,
        Optional<Approval> approval,
        long orders,
        Instant createdAt) {

    /// @param by empty: the program itself
    public record Approval(Instant at, Optional<String> by) {}

    public boolean isApproved() {
        return approval.isPresent();
    }

    public String path() {
        return "/trips/" + id.value();
    }
}
