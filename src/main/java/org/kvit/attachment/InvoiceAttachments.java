package org.kvit.attachment;

import java.util.List;
import java.util.stream.Stream;
import org.kvit.invoice.InvoiceId;
import org.kvit.invoice.InvoicedOrder;
import org.kvit.invoice.InvoicedOrders;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What attachments an invoice has: its own, and those of the orders on it.
@Service
public class InvoiceAttachments {
    private final Attachments attachments;
    private final OrderAttachments orders;
    private final InvoicedOrders invoiced;

    InvoiceAttachments(Attachments attachments, OrderAttachments orders, InvoicedOrders invoiced) {
        this.attachments = attachments;
        this.orders = orders;
        this.invoiced = invoiced;
    }

    /// Its own first, then those of its orders in their order; orders that the user doesn't see are
    /// left out.
    /// @throws org.kvit.base.Refusal if there is no such invoice
    @Transactional(readOnly = true)
    public List<Attachment> of(InvoiceId invoice) {
        var on = invoiced.of(invoice).stream().map(InvoicedOrder::id).toList();
        return Stream.concat(attachments.of(Owner.of(invoice)).stream(), orders.of(on).stream())
                .toList();
    }
}
