package org.kvit.order;

import java.util.Map;
import org.kvit.ui.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/// What was changed about an order and its lines, by whom and when.
@Controller
class OrderHistoryScreen implements OrderTab {
    private final OrderFrames frames;
    private final OrderHistory history;

    OrderHistoryScreen(OrderFrames frames, OrderHistory history) {
        this.frames = frames;
        this.history = history;
    }

    @Override
    public String path() {
        return "history";
    }

    @Override
    public String textKey() {
        return "ui.history";
    }

    @Override
    public long count(OrderId order) {
        return 0;
    }

    @Override
    public int order() {
        return 90;
    }

    @GetMapping("/orders/{id}/history")
    ModelAndView show(@PathVariable long id, Page page) {
        var frame = frames.of(new OrderId(id), path(), page);
        return new ModelAndView("order/history", Map.of("frame", frame, "sections", history.of(new OrderId(id))));
    }
}
