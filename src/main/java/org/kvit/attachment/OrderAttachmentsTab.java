package org.kvit.attachment;

import java.util.List;
import java.util.Map;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.order.OrderFrames;
import org.kvit.order.OrderId;
import org.kvit.order.OrderTab;
import org.kvit.ui.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/// The order's tab with its attachments: the list, and one of them to look at.
@Controller
@RequestMapping("/orders/{id}/attachments")
@Needs(Right.ORDERS)
class OrderAttachmentsTab extends AttachmentsScreen implements OrderTab {
    private final OrderFrames frames;
    private final OrderAttachments orders;
    private final Attachments attachments;

    OrderAttachmentsTab(OrderFrames frames, OrderAttachments orders, Attachments attachments, AttachmentAnswer answer) {
        super(attachments, answer);
        this.frames = frames;
        this.orders = orders;
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
    public long count(OrderId order) {
        return orders.count(order);
    }

    @Override
    public int order() {
        return 30;
    }

    @Override
    Owner owner(long id) {
        return Owner.of(new OrderId(id));
    }

    @Override
    ModelAndView page(long id, long show, List<Problem> problems, Page page) {
        var frame = frames.of(new OrderId(id), path(), page);
        var own = attachments.of(owner(id));
        return new ModelAndView(
                "attachment/orderAttachments",
                Map.of(
                        "frame",
                        frame,
                        "files",
                        ShownFiles.of(owner(id), own, own, show, attachments.limit(), problems)));
    }
}
