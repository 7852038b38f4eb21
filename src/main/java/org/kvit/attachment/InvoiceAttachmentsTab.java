package org.kvit.attachment;

import java.util.List;
import java.util.Map;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.invoice.InvoiceFrames;
import org.kvit.invoice.InvoiceId;
import org.kvit.invoice.InvoiceTab;
import org.kvit.invoice.InvoicedOrder;
import org.kvit.invoice.InvoicedOrders;
import org.kvit.ui.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/// The invoice's tab with its attachments: its own, which are changed here, and those of its
/// orders, which are changed there.
@Controller
@RequestMapping("/invoices/{id}/attachments")
@Needs(Right.INVOICING)
class InvoiceAttachmentsTab extends AttachmentsScreen implements InvoiceTab {
    private final InvoiceFrames frames;
    private final InvoiceAttachments invoices;
    private final InvoicedOrders invoiced;
    private final Attachments attachments;

    InvoiceAttachmentsTab(
            InvoiceFrames frames,
            InvoiceAttachments invoices,
            InvoicedOrders invoiced,
            Attachments attachments,
            AttachmentAnswer answer) {
        super(attachments, answer);
        this.frames = frames;
        this.invoices = invoices;
        this.invoiced = invoiced;
        this.attachments = attachments;
    }

    @Override
    public String path() {
        return "attachments";
    }

    @Override
    public String textKey() {
        return "attachment.attachments";
    }

    @Override
    public long count(InvoiceId invoice) {
        return invoices.of(invoice).size();
    }

    @Override
    public int order() {
        return 60;
    }

    @Override
    Owner owner(long id) {
        return Owner.of(new InvoiceId(id));
    }

    @Override
    ModelAndView page(long id, long show, List<Problem> problems, Page page) {
        var frame = frames.of(new InvoiceId(id), path(), page);
        var all = invoices.of(new InvoiceId(id));
        var own = all.stream().filter(a -> a.owner().equals(owner(id))).toList();
        return new ModelAndView(
                "attachment/invoiceAttachments",
                Map.of(
                        "frame",
                        frame,
                        "files",
                        ShownFiles.of(owner(id), own, all, show, attachments.limit(), problems),
                        "orders",
                        invoiced.of(new InvoiceId(id)).stream()
                                .map(order -> orderFiles(order, all))
                                .toList()));
    }

    private static OrderFiles orderFiles(InvoicedOrder order, List<Attachment> all) {
        var owner = Owner.of(order.id());
        return new OrderFiles(
                order,
                owner.path(),
                all.stream().filter(a -> a.owner().equals(owner)).toList());
    }
}
