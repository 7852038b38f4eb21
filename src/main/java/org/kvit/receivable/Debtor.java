package org.kvit.receivable;

import java.time.LocalDate;
import java.util.Optional;
import org.kvit.base.Money;
import org.kvit.customer.CustomerId;
import org.kvit.customer.Reach;

/// One line of the debtors' list: what a customer owes in one currency, and what was last said about it.
///
/// @param oldestDays days by which the oldest unpaid invoice is overdue; 0 if none is
/// @param lastReminderOn of any of the customer's invoices, in any currency, as are the two dates after it
/// @param promisedOn the earliest promise that was not kept yet; before the date asked for, it is a broken one
/// @param nextActionOn the earliest next action that is still to be done
public record Debtor(
        CustomerId customer,
        String name,
        String country,
        Optional<String> accountManager,
        Reach reach,
        Ageing ageing,
        int oldestDays,
        Optional<LocalDate> lastReminderOn,
        Optional<LocalDate> promisedOn,
        Optional<LocalDate> nextActionOn) {

    public String currency() {
        return ageing.currency();
    }

    public Money unpaid() {
        return ageing.unpaid();
    }

    public Money overdue() {
        return ageing.overdue();
    }

    public boolean isOverdue() {
        return overdue().isPositive();
    }
}
