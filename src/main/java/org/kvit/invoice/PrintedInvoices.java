package org.kvit.invoice;

import org.kvit.company.Companies;
import org.kvit.customer.Customers;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Puts together what an invoice says on paper.
@Component
public class PrintedInvoices {
    private final Companies companies;
    private final Customers customers;
    private final Invoices invoices;
    private final InvoicedOrders orders;

    PrintedInvoices(Companies companies, Customers customers, Invoices invoices, InvoicedOrders orders) {
        this.companies = companies;
        this.customers = customers;
        this.invoices = invoices;
        this.orders = orders;
    }

    /// Amounts, lines and customer as the invoice has them; what is live on an order as it is now.
    /// @throws Refusal if there is no such invoice
    @Transactional(readOnly = true)
    public PrintedInvoice of(InvoiceId id) {
        var invoice = invoices.find(id);
        return new PrintedInvoice(
                companies.own(),
                customers.find(invoice.customer().id()).card(),
                invoice,
                invoices.lines(id),
                orders.of(id));
    }
}
