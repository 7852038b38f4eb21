package org.kvit.invoice;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /// Of several invoices, by a few statements however many they are. Those that Kvit has no lines of, drafts, and
    /// those that the actor may not see are left out.
    @Transactional(readOnly = true)
    public Map<InvoiceId, PrintedInvoice> of(Collection<InvoiceId> ids) {
        var printed = new HashMap<InvoiceId, PrintedInvoice>();
        if (ids.isEmpty()) {
            return printed;
        }
        var found = invoices.printable(ids);
        var numbers = found.stream().map(Invoice::id).toList();
        var named = parties.of(found);
        var lines = invoices.lines(numbers);
        var ordered = orders.of(numbers);
        for (var invoice : found) {
            var who = Objects.requireNonNull(named.get(invoice.id()));
            printed.put(
                    invoice.id(),
                    new PrintedInvoice(
                            who.company(),
                            who.customer(),
                            invoice,
                            lines.getOrDefault(invoice.id(), List.of()),
                            ordered.getOrDefault(invoice.id(), List.of())));
        }
        return printed;
    }
}
