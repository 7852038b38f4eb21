package org.kvit.sending;

import java.util.Optional;
import org.kvit.base.Money;
import org.kvit.invoice.Invoice;

/// A paper that goes to a customer by e-mail.
///
/// @param invoice itself, or the one that it takes back
/// @param number its own
/// @param total what it comes to
public record Paper(PaperId id, Invoice invoice, String number, Money total, Optional<String> reference) {

    public boolean isCreditNote() {
        return id instanceof PaperId.OfCreditNote;
    }

    /// In its texts: `invoice` or `creditNote`.
    public String kind() {
        return isCreditNote() ? "creditNote" : "invoice";
    }
}
