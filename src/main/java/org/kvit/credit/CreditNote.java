package org.kvit.credit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.kvit.base.Money;
import org.kvit.customer.CustomerId;
import org.kvit.invoice.InvoiceId;

/// A credit note that was issued. It is final.
///
/// @param total what it takes back of the invoice, with VAT and rounding
/// @param rounding cents by which that differs from what its lines come to (EN 16931 BT-114)
/// @param setOff what of it was set off at once against its invoice, when it was issued
/// @param left what of it is set off against no invoice: it stays on the customer's account
/// @param sentOn last e-mailed from Kvit
/// @param issuedBy empty: the program
public record CreditNote(
        CreditNoteId id,
        String number,
        Of invoice,
        Customer customer,
        LocalDate issueDate,
        Money total,
        Money rounding,
        Money setOff,
        Money left,
        String reason,
        Optional<LocalDate> sentOn,
        Instant issuedAt,
        Optional<String> issuedBy) {

    /// The invoice that it takes back (EN 16931 BT-25, BT-26).
    public record Of(InvoiceId id, String number, LocalDate issueDate) {}

    public record Customer(CustomerId id, String name, String language) {}

    /// Of an invoice. @param position of the credit note's line, from 1 @param invoicePosition of the
    /// invoice's
    public record Line(int position, int invoicePosition, org.kvit.invoice.InvoiceLine line) {}

    /// What stayed on the customer's account when it was issued, since the invoice was paid already.
    public Money over() {
        return total.minus(setOff);
    }

    public String path() {
        return "/credit-notes/" + id.value();
    }
}
