package org.kvit.attachment;

import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.invoice.InvoiceId;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/invoices/{id}/attachments`: an invoice's own files. Those of its orders are at the
/// orders.
@RestController
@RequestMapping("/api/v1/invoices/{id}/attachments")
@Needs(Right.INVOICING)
class InvoiceAttachmentsApi extends AttachmentsApi {
    InvoiceAttachmentsApi(Attachments attachments, AttachmentAnswer answer) {
        super(attachments, answer);
    }

    @Override
    Owner owner(long id) {
        return Owner.of(new InvoiceId(id));
    }
}
