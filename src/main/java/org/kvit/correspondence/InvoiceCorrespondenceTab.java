package org.kvit.correspondence;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kvit.invoice.InvoiceFrames;
import org.kvit.invoice.InvoiceId;
import org.kvit.invoice.InvoiceTab;
import org.kvit.ui.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// What was written and said about an invoice.
@Controller
class InvoiceCorrespondenceTab implements InvoiceTab {
    private static final int SHOWN = 50;

    private final InvoiceFrames frames;
    private final Correspondence correspondence;
    private final InvoiceEntries entries;

    InvoiceCorrespondenceTab(InvoiceFrames frames, Correspondence correspondence, InvoiceEntries entries) {
        this.frames = frames;
        this.correspondence = correspondence;
        this.entries = entries;
    }

    @Override
    public String path() {
        return "correspondence";
    }

    @Override
    public String textKey() {
        return "invoice.tab.correspondence";
    }

    @Override
    public long count(InvoiceId invoice) {
        return entries.count(invoice);
    }

    @Override
    public int order() {
        return 40;
    }

    @GetMapping("/invoices/{id}/correspondence")
    ModelAndView show(@PathVariable long id, @RequestParam(defaultValue = "0") long before, Page page) {
        var invoice = new InvoiceId(id);
        var frame = frames.of(invoice, path(), page);
        var found = correspondence.list(
                Optional.empty(),
                Optional.of(invoice),
                before == 0 ? Optional.empty() : Optional.of(new EntryId(before)),
                page.today(),
                SHOWN + 1);
        boolean more = found.size() > SHOWN;
        List<Entry> shown = more ? found.subList(0, SHOWN) : found;
        return new ModelAndView(
                "correspondence/invoiceCorrespondence",
                Map.of(
                        "frame",
                        frame,
                        "entries",
                        shown,
                        "next",
                        more ? shown.getLast().id().value() : 0L));
    }
}
