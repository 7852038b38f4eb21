package org.kvit.sending;

import java.util.Map;
import org.kvit.mail.Mails;
import org.kvit.order.OrderFrames;
import org.kvit.order.OrderId;
import org.kvit.order.OrderTab;
import org.kvit.ui.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/// The e-mails that left Kvit about an order.
@Controller
class OrderEmailsTab implements OrderTab {
    private final OrderFrames frames;
    private final OrderMails about;
    private final Mails mails;

    OrderEmailsTab(OrderFrames frames, OrderMails about, Mails mails) {
        this.frames = frames;
        this.about = about;
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
    public long count(OrderId order) {
        return about.of(order).size();
    }

    @Override
    public int order() {
        return 50;
    }

    @GetMapping("/orders/{id}/emails")
    ModelAndView show(@PathVariable long id, Page page) {
        var frame = frames.of(new OrderId(id), path(), page);
        return new ModelAndView(
                "sending/orderEmails",
                Map.of(
                        "frame",
                        frame,
                        "mails",
                        mails.load(about.of(new OrderId(id))).reversed()));
    }
}
