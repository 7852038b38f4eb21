package org.kvit.reminder;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Whether the bank statements are new enough to say who has paid.
///
/// @param stale the last day that any statement covers, if that is longer ago than the company allows
/// @param none no statement was imported yet: nobody knows who has paid
public record StatementAge(Optional<LocalDate> stale, boolean none) {

    /// @param newest the last day that any statement covers
    static StatementAge of(Optional<LocalDate> newest, LocalDate today, int limitDays) {
        return new StatementAge(
                newest.filter(day -> ChronoUnit.DAYS.between(day, today) > limitDays), newest.isEmpty());
    }
}
