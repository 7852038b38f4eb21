package org.kvit.schedule;

import java.time.LocalDate;
import java.util.Optional;
import org.kvit.base.Words;

/// What a calendar says of a day.
///
/// @param why in words: the rule, the holiday's name, why the company is closed
/// @param unlessSentOn the working day before, if the day is on only if nothing was sent on that one
public record CalendarDay(LocalDate date, boolean on, Words why, Optional<LocalDate> unlessSentOn) {
    public boolean conditional() {
        return unlessSentOn.isPresent();
    }

    /// For a style sheet and the API: `on`, `conditional`, `off`.
    public String kind() {
        return !on ? "off" : conditional() ? "conditional" : "on";
    }
}
