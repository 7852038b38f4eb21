package org.kvit.correspondence;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.kvit.invoice.InvoiceId;

/// What a person writes down about a talk with a customer.
///
/// @param contactId the person at the customer's, one of its contacts
/// @param invoices which ones it is about; a promise without any covers all that are unpaid
/// @param text up to 20,000 characters; may be empty beside a promise or a next action
/// @param promisedOn by which day the customer will pay
/// @param promisedAmount how much of it, in the invoices' currency; empty: all
/// @param nextActionOn when to remind again or to look whether it was paid
public record Note(
        Optional<Long> contactId,
        List<InvoiceId> invoices,
        String text,
        Optional<LocalDate> promisedOn,
        Optional<BigDecimal> promisedAmount,
        Optional<LocalDate> nextActionOn) {
    public Note {
        invoices = invoices.stream().distinct().toList();
        text = text.strip();
    }

    boolean saysNothing() {
        return text.isEmpty() && promisedOn.isEmpty() && nextActionOn.isEmpty();
    }
}
