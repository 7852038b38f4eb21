package org.kvit.customer;

import java.time.LocalDate;
import java.util.Optional;

/// Why a customer is not reminded.
///
/// @param until the last day on which it isn't; empty: until switched on again
public record RemindersOff(String reason, Optional<LocalDate> until) {
    public boolean on(LocalDate day) {
        return until.map(last -> !last.isBefore(day)).orElse(true);
    }
}
