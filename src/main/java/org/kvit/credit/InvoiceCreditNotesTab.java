package org.kvit.credit;

import java.util.Map;
import org.kvit.invoice.InvoiceFrames;
import org.kvit.invoice.InvoiceId;
import org.kvit.invoice.InvoiceTab;
import org.kvit.ui.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/// The credit notes of an invoice.
@Controller
class InvoiceCreditNotesTab implements InvoiceTab {
    private final InvoiceFrames frames;
    private final CreditNotes notes;

    InvoiceCreditNotesTab(InvoiceFrames frames, CreditNotes notes) {
        this.frames = frames;
        this.notes = notes;
    }

    @Override
    public String path() {
        return "credit-notes";
    }

    @Override
    public String textKey() {
        return "credit.notes";
    }

    @Override
    public long count(InvoiceId invoice) {
        return notes.count(invoice);
    }

    @Override
    public int order() {
        return 25;
    }

    @GetMapping("/invoices/{id}/credit-notes")
    ModelAndView show(@PathVariable long id, Page page) {
        var invoice = new InvoiceId(id);
        return new ModelAndView(
                "credit/ofInvoice", Map.of("frame", frames.of(invoice, path(), page), "notes", notes.of(invoice)));
    }
}
