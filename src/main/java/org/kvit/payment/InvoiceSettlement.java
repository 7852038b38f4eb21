package org.kvit.payment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kvit.base.Money;
import org.kvit.base.Words;
import org.kvit.invoice.InvoiceFrame;
import org.kvit.ui.Faults;

/// What settles an invoice, and what could: what is left of its customer's payments, and a write-off of the rest.
///
/// @param offered what may be written off; empty: nothing, or more than the limit
/// @param typed the form's fields as they were typed
public record InvoiceSettlement(
        InvoiceFrame frame,
        List<InvoicePayments.Linked> linked,
        List<Leftovers.Offer> leftovers,
        Optional<Money> offered,
        Map<String, String> typed,
        Faults faults,
        Optional<Words> problem) {

    public String value(String field) {
        return typed.getOrDefault(field, "");
    }
}
