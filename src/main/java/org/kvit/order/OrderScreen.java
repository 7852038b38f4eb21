package org.kvit.order;

import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.ui.Faults;
import org.kvit.ui.Page;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// An order's page: its facts, cargo and prices; each date of its cargo can be changed on it.
@Controller
@RequestMapping("/orders/{id}")
class OrderScreen implements OrderTab {
    private final Orders orders;
    private final OrderFrames frames;

    OrderScreen(Orders orders, OrderFrames frames) {
        this.orders = orders;
        this.frames = frames;
    }

    @Override
    public String path() {
        return "";
    }

    @Override
    public String textKey() {
        return "order.tab.overview";
    }

    @Override
    public long count(OrderId order) {
        return 0;
    }

    @Override
    public int order() {
        return 10;
    }

    @GetMapping
    ModelAndView show(@PathVariable long id, Page page) {
        return new ModelAndView("order/overview", "frame", frames.of(new OrderId(id), path(), page));
    }

    /// @param which a [CargoDate]'s code
    @PostMapping("/cargo/{line}/{which}")
    @Needs(Right.ORDERS)
    Object setDate(
            @PathVariable long id,
            @PathVariable long line,
            @PathVariable String which,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) Optional<LocalDate> on,
            Page page,
            HttpServletResponse response) {
        var date = CargoDate.of(which).orElseThrow(() -> Refusal.notFound("order.line.notFound"));
        try {
            orders.setDate(new OrderId(id), new CargoId(line), date, on);
        } catch (Refusal refusal) {
            if (refusal.faults().isEmpty() || !page.fragment()) {
                throw refusal;
            }
            response.setStatus(refusal.kind().status());
            return answer(new OrderId(id), new CargoId(line), date, on, Faults.of(refusal));
        }
        return page.fragment()
                ? answer(new OrderId(id), new CargoId(line), date, on, Faults.NONE)
                : "redirect:/orders/" + id;
    }

    /// The one date's form. @param on what was sent, and is kept if there are no faults
    private ModelAndView answer(OrderId id, CargoId line, CargoDate date, Optional<LocalDate> on, Faults faults) {
        var order = orders.find(id);
        var cargo = order.cargo().stream()
                .filter(c -> c.id().equals(Optional.of(line)))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("order.line.notFound"));
        return new ModelAndView(
                "order/dateAnswer", Map.of("order", order, "line", cargo, "date", date, "on", on, "faults", faults));
    }

    @PostMapping("/deletion")
    @Needs(Right.ORDERS)
    String delete(@PathVariable long id) {
        orders.delete(new OrderId(id));
        return "redirect:/orders";
    }
}
