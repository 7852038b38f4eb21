package org.kvit.credit;

import java.time.LocalDate;
import org.kvit.base.Money;
import org.kvit.invoice.Invoice;

/// A credit note as it would be issued, and what it would do to its invoice.
public record CreditPreview(Invoice invoice, LocalDate issueDate, CreditDraft draft) {

    /// What it takes off the open amount.
    public Money setOff() {
        return invoice.open().min(draft.total());
    }

    /// What would still be owed.
    public Money open() {
        return invoice.open().minus(setOff());
    }

    /// What would stay on the customer's account, since it was paid already.
    public Money over() {
        return draft.total().minus(setOff());
    }
}
