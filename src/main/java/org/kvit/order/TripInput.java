package org.kvit.order;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A trip as programs send it. @param orderIds all that it is to carry; null: as it is
record TripInput(
        @Nullable String number,
        @Nullable String vehicle,
        @Nullable String carrier,
        @Nullable LocalDate startsOn,
        @Nullable LocalDate endsOn,
        @Nullable String note,
        @Nullable List<@Nullable Long> orderIds) {

    TripEntry entry() {
        return new TripEntry(
                Entries.text(number),
                Entries.text(vehicle),
                Entries.text(carrier),
                Optional.ofNullable(startsOn),
                Optional.ofNullable(endsOn),
                Entries.text(note));
    }

    Optional<List<OrderId>> orders() {
        return Optional.ofNullable(orderIds)
                .map(ids ->
                        ids.stream().filter(Objects::nonNull).map(OrderId::new).toList());
    }
}
