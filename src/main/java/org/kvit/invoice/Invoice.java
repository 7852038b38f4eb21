package org.kvit.invoice;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.kvit.base.Money;
import org.kvit.customer.CustomerId;

/// An outgoing invoice as it stands on a date.
///
/// @param open what was owed on `asOf`; of a draft its total, though that is no receivable
/// @param credited what credit notes have taken back of it by `asOf`
/// @param setOff what of it was settled by credit notes, its own or others of the customer
/// @param writtenOff what of it was given up as a small difference
/// @param reference what the payer should quote
/// @param approved a draft is not counted, matched or reminded
/// @param sentOn last e-mailed from Kvit
/// @param postedOn put into the post on paper, entered by hand
/// @param asOf the date that `open`, the state and the days overdue are about
public record Invoice(
        InvoiceId id,
        String number,
        Customer customer,
        LocalDate issueDate,
        LocalDate dueDate,
        Money total,
        Money open,
        Money credited,
        Money setOff,
        Money writtenOff,
        Optional<String> reference,
        boolean approved,
        Optional<Instant> approvedAt,
        Optional<String> approvedBy,
        Optional<LocalDate> sentOn,
        Optional<LocalDate> postedOn,
        Optional<RemindersOff> remindersOff,
        LocalDate asOf) {

    /// Whose invoice it is. @param externalId its id in other systems
    public record Customer(
            CustomerId id,
            String name,
            Optional<String> externalId,
            Optional<String> email,
            String language,
            String country) {}

    public InvoiceState state() {
        return InvoiceState.of(approved, total, open, credited, dueDate, asOf);
    }

    /// Whether something is to be paid on it.
    public boolean isOwed() {
        return approved && open.isPositive();
    }

    /// By payments, by credit notes, and by what was written off.
    public Money settled() {
        return total.minus(open);
    }

    /// By payments alone.
    public Money paid() {
        return settled().minus(setOff).minus(writtenOff);
    }

    public boolean isPaidInPart() {
        return isOwed() && settled().isPositive();
    }

    /// What credit notes may still take back. Nothing of a draft: that is changed, not credited.
    public Money creditable() {
        return approved ? total.minus(credited) : Money.zero(total.currency());
    }

    /// Calendar days since the due date; negative while it isn't due, 0 if nothing is owed.
    public long daysOverdue() {
        return isOwed() ? ChronoUnit.DAYS.between(dueDate, asOf) : 0;
    }

    public boolean isOverdue() {
        return daysOverdue() > 0;
    }

    /// Whether it is held back from reminders on the date.
    public boolean isHeld() {
        return remindersOff.map(off -> off.on(asOf)).orElse(false);
    }
}
