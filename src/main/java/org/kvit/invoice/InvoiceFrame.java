package org.kvit.invoice;

import java.util.List;
import org.kvit.base.Words;
import org.kvit.ui.Tab;

/// What stands around every tab of an invoice's page: its head and the tabs.
///
/// @param notices what other tabs have that is worth a look
public record InvoiceFrame(Invoice invoice, List<Tab> tabs, List<Notice> notices) {
    /// @param href the tab's address
    public record Notice(String href, Words words) {}

    public String path() {
        return "/invoices/" + invoice.id().value();
    }
}
