package org.kvit.order;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/// Goods of an order, from where to where, and when.
///
/// @param id empty before it is kept for the first time
/// @param weight in kg, at most three decimals
/// @param volume in m³, at most three decimals
public record Cargo(
        Optional<CargoId> id,
        String description,
        Optional<Integer> packages,
        Optional<BigDecimal> weight,
        Optional<BigDecimal> volume,
        Stop loading,
        Stop unloading) {

    public Cargo {
        weight = weight.map(Cargo::plain);
        volume = volume.map(Cargo::plain);
    }

    public Optional<LocalDate> date(CargoDate date) {
        return (date.isLoading() ? loading : unloading).on(date.kind());
    }

    public boolean isDelivered() {
        return unloading.actual().isPresent();
    }

    /// Whether it says the same, whatever its id.
    boolean says(Cargo other) {
        return withId(Optional.empty()).equals(other.withId(Optional.empty()));
    }

    Cargo with(CargoDate date, Optional<LocalDate> on) {
        return new Cargo(
                id,
                description,
                packages,
                weight,
                volume,
                date.isLoading() ? loading.with(date.kind(), on) : loading,
                date.isLoading() ? unloading : unloading.with(date.kind(), on));
    }

    private Cargo withId(Optional<CargoId> other) {
        return new Cargo(other, description, packages, weight, volume, loading, unloading);
    }

    /// As written shortest, so that 1.5 and 1.500 are the same weight.
    private static BigDecimal plain(BigDecimal number) {
        var shortest = number.stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }
}
