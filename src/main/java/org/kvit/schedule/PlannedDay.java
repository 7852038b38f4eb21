package org.kvit.schedule;

import java.util.Optional;

/// A day of the calendar, and what was done on it, if it is dealt with.
public record PlannedDay(CalendarDay day, Optional<Firing> firing) {}
