package org.kvit.order;

import java.time.LocalDate;
import java.util.Optional;

/// Where and when cargo is loaded or unloaded: as agreed with the customer, as planned, as it was.
public record Stop(
        Optional<String> place, Optional<LocalDate> agreed, Optional<LocalDate> planned, Optional<LocalDate> actual) {
    public static final Stop UNKNOWN = new Stop(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public Optional<LocalDate> on(CargoDate.Kind kind) {
        return switch (kind) {
            case AGREED -> agreed;
            case PLANNED -> planned;
            case ACTUAL -> actual;
        };
    }

    Stop with(CargoDate.Kind kind, Optional<LocalDate> on) {
        return new Stop(
                place,
                kind == CargoDate.Kind.AGREED ? on : agreed,
                kind == CargoDate.Kind.PLANNED ? on : planned,
                kind == CargoDate.Kind.ACTUAL ? on : actual);
    }
}
