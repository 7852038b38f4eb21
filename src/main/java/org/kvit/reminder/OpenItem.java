package org.kvit.reminder;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.kvit.base.Money;
import org.kvit.customer.CustomerId;
import org.kvit.invoice.InvoiceId;

/// An approved invoice of which something is owed, with all that speaks for or against reminding it.
///
/// @param open what is owed now, more than zero
/// @param reference to pay with, if the invoice names one
/// @param sentOn when Kvit last e-mailed the invoice itself
/// @param hold reminders are off for the invoice
/// @param promisedOn the day by which the customer promised to pay it, while that promise stands
/// @param remindedOn the last business day on which it was reminded, at whatever level
/// @param counts by level
public record OpenItem(
        InvoiceId id,
        CustomerId customer,
        String number,
        LocalDate issueDate,
        LocalDate dueDate,
        Money total,
        Money open,
        Optional<String> reference,
        Optional<LocalDate> sentOn,
        Optional<Hold> hold,
        Optional<LocalDate> promisedOn,
        Optional<LocalDate> remindedOn,
        Map<Integer, Count> counts) {
    private static final Count NONE = new Count(0, Optional.empty());

    /// How often the invoice was reminded at a level, and when last. A person may set the count back.
    public record Count(int count, Optional<LocalDate> lastOn) {}

    /// Reminders are off. @param until its last day; empty: until switched on again
    public record Hold(Optional<String> reason, Optional<LocalDate> until) {
        boolean on(LocalDate day) {
            return until.isEmpty() || !until.orElseThrow().isBefore(day);
        }
    }

    /// Calendar days from the due date; negative before it.
    public long daysOverdue(LocalDate asOf) {
        return ChronoUnit.DAYS.between(dueDate, asOf);
    }

    public Count count(ReminderLevel level) {
        return counts.getOrDefault(level.level(), NONE);
    }
}
