package org.kvit.reminder;

import java.util.Map;
import org.kvit.invoice.InvoiceFrames;
import org.kvit.invoice.InvoiceId;
import org.kvit.invoice.InvoiceTab;
import org.kvit.mail.Mails;
import org.kvit.ui.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/// The e-mails that left Kvit about an invoice.
@Controller
class InvoiceEmailsTab implements InvoiceTab {
    private final InvoiceFrames frames;
    private final InvoiceReminders reminders;
    private final Mails mails;

    InvoiceEmailsTab(InvoiceFrames frames, InvoiceReminders reminders, Mails mails) {
        this.frames = frames;
        this.reminders = reminders;
        this.mails = mails;
    }

    @Override
    public String path() {
        return "emails";
    }

    @Override
    public String textKey() {
        return "mail.emails";
    }

    @Override
    public long count(InvoiceId invoice) {
        return reminders.mails(invoice).size();
    }

    @Override
    public int order() {
        return 50;
    }

    @GetMapping("/invoices/{id}/emails")
    ModelAndView show(@PathVariable long id, Page page) {
        var frame = frames.of(new InvoiceId(id), path(), page);
        var ids = reminders.mails(new InvoiceId(id));
        return new ModelAndView(
                "reminder/invoiceEmails",
                Map.of("frame", frame, "mails", mails.load(ids).reversed()));
    }
}
