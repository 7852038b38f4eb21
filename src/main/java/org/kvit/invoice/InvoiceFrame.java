package org.kvit.invoice;

import java.util.List;
import org.kvit.ui.Tab;

/// What stands around every tab of an invoice's page: its head and the tabs.
public record InvoiceFrame(Invoice invoice, List<Tab> tabs) {
    public String path() {
        return "/invoices/" + invoice.id().value();
    }
}
