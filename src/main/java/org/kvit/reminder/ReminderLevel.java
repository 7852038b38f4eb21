package org.kvit.reminder;

import java.math.BigDecimal;
import java.util.OptionalInt;

/// One step of a policy.
///
/// @param level 1 to 9
/// @param fromDays first day overdue on which it applies, -365 to 3650; negative: before the due date
/// @param toDays last such day; empty: without end
/// @param minAmount a letter over less than this, in the company's own currency, isn't sent
public record ReminderLevel(
        int level, String name, int fromDays, OptionalInt toDays, Repeat repeat, BigDecimal minAmount) {

    /// Whether its range holds an invoice so many days overdue.
    public boolean holds(long daysOverdue) {
        return daysOverdue >= fromDays && (toDays.isEmpty() || daysOverdue <= toDays.getAsInt());
    }

    boolean overlaps(ReminderLevel other) {
        return (toDays.isEmpty() || toDays.getAsInt() >= other.fromDays)
                && (other.toDays.isEmpty() || other.toDays.getAsInt() >= fromDays);
    }
}
