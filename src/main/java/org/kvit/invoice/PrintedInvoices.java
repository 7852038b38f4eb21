package org.kvit.invoice;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Puts together what an invoice says on paper.
@Component
public class PrintedInvoices {
    private final NamedParties parties;
    private final Invoices invoices;
    private final InvoicedOrders orders;

    PrintedInvoices(NamedParties parties, Invoices invoices, InvoicedOrders orders) {
        this.parties = parties;
        this.invoices = invoices;
        this.orders = orders;
    }

    /// Amounts, lines and customer as the invoice has them; what is live on an order as it is now.
    /// @throws Refusal if there is no such invoice
    @Transactional(readOnly = true)
    public PrintedInvoice of(InvoiceId id) {
        var invoice = invoices.find(id);
        var named = parties.of(invoice);
        return new PrintedInvoice(named.company(), named.customer(), invoice, invoices.lines(id), orders.of(id));
    }
}
