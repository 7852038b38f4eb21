package org.kvit.receivable;

import java.time.LocalDate;
import java.util.Optional;
import org.kvit.base.Money;
import org.kvit.invoice.InvoiceId;

/// An invoice of which something is owed on a date.
///
/// @param daysOverdue as-of date less due date; negative while it isn't due
/// @param unpaid what was owed on the date, more than zero
/// @param hold why it is not reminded on that date, if so; reminders of the customer as a whole are
/// another matter
public record UnpaidInvoice(
        InvoiceId id,
        String number,
        LocalDate issueDate,
        LocalDate dueDate,
        long daysOverdue,
        Money total,
        Money unpaid,
        Optional<Hold> hold) {

    /// Reminders are off. @param until last day of it; empty: until switched on again
    public record Hold(Optional<String> reason, Optional<LocalDate> until) {}

    public boolean isOverdue() {
        return daysOverdue > 0;
    }

    public AgeingBucket bucket() {
        return AgeingBucket.of(daysOverdue);
    }
}
