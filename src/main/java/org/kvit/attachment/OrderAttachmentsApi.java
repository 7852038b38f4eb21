package org.kvit.attachment;

import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.order.OrderId;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/orders/{id}/attachments`: the files of an order.
@RestController
@RequestMapping("/api/v1/orders/{id}/attachments")
@Needs(Right.ORDERS)
class OrderAttachmentsApi extends AttachmentsApi {
    OrderAttachmentsApi(Attachments attachments, AttachmentAnswer answer) {
        super(attachments, answer);
    }

    @Override
    Owner owner(long id) {
        return Owner.of(new OrderId(id));
    }
}
