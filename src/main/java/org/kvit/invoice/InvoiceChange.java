package org.kvit.invoice;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/// What a person may change about an invoice after it was recorded.
public sealed interface InvoiceChange {
    /// @param off empty: reminders are on again
    record Reminders(Optional<RemindersOff> off) implements InvoiceChange {}

    /// @param on the day on which it was put into the post; empty: it wasn't
    record Posted(Optional<LocalDate> on) implements InvoiceChange {}

    /// @param counts by level; see [ReminderCounters#set]
    record Counters(Map<Integer, Integer> counts) implements InvoiceChange {}
}
