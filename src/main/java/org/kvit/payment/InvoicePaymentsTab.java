package org.kvit.payment;

import java.util.Map;
import org.kvit.invoice.InvoiceFrames;
import org.kvit.invoice.InvoiceId;
import org.kvit.invoice.InvoiceTab;
import org.kvit.ui.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/// The payments and credit notes that are linked to an invoice, each with the reason.
@Controller
class InvoicePaymentsTab implements InvoiceTab {
    private final InvoiceFrames frames;
    private final InvoicePayments payments;

    InvoicePaymentsTab(InvoiceFrames frames, InvoicePayments payments) {
        this.frames = frames;
        this.payments = payments;
    }

    @Override
    public String path() {
        return "payments";
    }

    @Override
    public String textKey() {
        return "invoice.tab.payments";
    }

    @Override
    public long count(InvoiceId invoice) {
        return payments.count(invoice);
    }

    @Override
    public int order() {
        return 20;
    }

    @GetMapping("/invoices/{id}/payments")
    ModelAndView show(@PathVariable long id, Page page) {
        var invoice = new InvoiceId(id);
        return new ModelAndView(
                "payment/invoicePayments",
                Map.of("frame", frames.of(invoice, path(), page), "linked", payments.of(invoice)));
    }
}
