package org.kvit.invoice;

import java.time.LocalDate;
import java.util.Optional;

/// An invoice isn't reminded. @param until the last day of it; empty: until reminders are switched on again
public record RemindersOff(Optional<String> reason, Optional<LocalDate> until) {
    public boolean on(LocalDate date) {
        return until.map(last -> !date.isAfter(last)).orElse(true);
    }
}
