package org.kvit.invoice;

import java.util.Comparator;
import org.kvit.ui.Page;
import org.kvit.ui.Tab;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Makes the frame of an invoice's page, with the tabs of all modules in their order.
@Component
public class InvoiceFrames {
    private final Invoices invoices;
    /// Asked for when a page is made: the tabs themselves need the frames.
    private final ObjectProvider<InvoiceTab> tabs;

    InvoiceFrames(Invoices invoices, ObjectProvider<InvoiceTab> tabs) {
        this.invoices = invoices;
        this.tabs = tabs;
    }

    /// @param path of the tab that is shown
    /// @throws org.kvit.base.Refusal if there is no such invoice
    public InvoiceFrame of(InvoiceId id, String path, Page page) {
        var invoice = invoices.find(id);
        var own = "/invoices/" + id.value();
        return new InvoiceFrame(
                invoice,
                tabs.stream()
                        .sorted(Comparator.comparingInt(InvoiceTab::order))
                        .map(t -> new Tab(
                                t.path().isEmpty() ? own : own + "/" + t.path(),
                                page.text(t.textKey()),
                                t.path().equals(path),
                                t.count(id)))
                        .toList(),
                tabs.stream()
                        .filter(t -> !t.path().equals(path))
                        .flatMap(t -> t.notice(invoice).stream().map(w -> new InvoiceFrame.Notice(own + "/" + t.path(), w)))
                        .toList());
    }
}
