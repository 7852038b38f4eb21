package org.kvit.schedule;

import java.time.LocalDate;

/// Days on which the company itself is closed.
///
/// @param to the last of them; the same as the first if it is one day
/// @param reason may be empty
public record ClosedDays(long id, LocalDate from, LocalDate to, String reason) {
    public boolean include(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }
}
