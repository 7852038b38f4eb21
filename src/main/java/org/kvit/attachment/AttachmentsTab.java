package org.kvit.attachment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kvit.order.OrderFrames;
import org.kvit.order.OrderId;
import org.kvit.order.OrderTab;
import org.kvit.ui.Page;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/// The order's tab with its attachments: the list, and one of them to look at.
@Component
class AttachmentsTab implements OrderTab {
    private final OrderFrames frames;
    private final OrderAttachments orders;
    private final Attachments attachments;

    AttachmentsTab(OrderFrames frames, OrderAttachments orders, Attachments attachments) {
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

    /// @param show the one to look at; the first one if the order has no such
    ModelAndView page(OrderId order, long show, List<Problem> problems, Page page) {
        var all = orders.of(order);
        var chosen = all.stream()
                .filter(a -> a.id().value() == show)
                .findFirst()
                .or(() -> all.stream().findFirst());
        var model = new HashMap<String, Object>(Map.of(
                "frame", frames.of(order, path(), page),
                "order", order,
                "attachments", all,
                "chosen", chosen,
                "limit", attachments.limit(),
                "problems", problems));
        return new ModelAndView("attachment/attachments", model);
    }
}
