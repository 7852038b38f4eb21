package org.kvit.sending;

import org.kvit.credit.CreditNoteId;
import org.kvit.invoice.InvoiceId;

/// What a customer is sent.
public sealed interface PaperId {
    record OfInvoice(InvoiceId id) implements PaperId {
        @Override
        public String path() {
            return "/invoices/" + id.value();
        }
    }

    record OfCreditNote(CreditNoteId id) implements PaperId {
        @Override
        public String path() {
            return "/credit-notes/" + id.value();
        }
    }

    /// Its page.
    String path();
}
