package org.kvit.order;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A trip as programs read it.
///
/// @param carrier who drives for us, or our own driver
/// @param orderIds the orders it carries; null in lists
/// @param approvedBy the person's name
record TripBody(
        long id,
        String number,
        @Nullable String vehicle,
        @Nullable String carrier,
        @Nullable LocalDate startsOn,
        @Nullable LocalDate endsOn,
        @Nullable String note,
        boolean approved,
        @Nullable Instant approvedAt,
        @Nullable String approvedBy,
        long orderCount,
        @Nullable List<Long> orderIds,
        Instant createdAt) {

    static TripBody of(Trip t) {
        return of(t, null);
    }

    static TripBody of(Trip t, @Nullable List<Long> orders) {
        return new TripBody(
                t.id().value(),
                t.number(),
                t.vehicle().orElse(null),
                t.carrier().orElse(null),
                t.startsOn().orElse(null),
                t.endsOn().orElse(null),
                t.note().orElse(null),
                t.isApproved(),
                t.approval().map(Trip.Approval::at).orElse(null),
                t.approval().flatMap(Trip.Approval::by).orElse(null),
                t.orders(),
                orders,
                t.createdAt());
    }
}
