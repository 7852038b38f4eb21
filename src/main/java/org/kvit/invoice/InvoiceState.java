package org.kvit.invoice;

import java.time.LocalDate;
import java.util.Locale;
import org.kvit.base.Money;

/// How an invoice stands on a date. It follows from approval, payments and the due date, so it is never
/// stored.
public enum InvoiceState {
    /// not approved: no receivable
    DRAFT,
    /// nothing is paid, and it isn't overdue
    OPEN,
    /// paid in part, and not overdue
    PARTLY,
    /// something is owed and the due date is past, whatever was paid
    OVERDUE,
    /// nothing is owed any more
    PAID,
    /// credit notes have taken all of it back, and nothing is owed any more
    CREDITED;

    /// @param open what was owed on the date
    /// @param credited what credit notes had taken back by then
    static InvoiceState of(boolean approved, Money total, Money open, Money credited, LocalDate due, LocalDate asOf) {
        if (!approved) {
            return DRAFT;
        }
        if (!open.isPositive()) {
            return total.isPositive() && credited.compareTo(total) == 0 ? CREDITED : PAID;
        }
        if (due.isBefore(asOf)) {
            return OVERDUE;
        }
        return open.compareTo(total) < 0 ? PARTLY : OPEN;
    }

    /// As the API and the address line write it: `partly`.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
