package org.kvit.order;

import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.customer.Typed;
import org.kvit.ui.Faults;
import org.kvit.ui.Page;
import org.kvit.ui.Tab;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// A trip's page: its facts, the orders it carries, its approval.
@Controller
@RequestMapping("/trips/{id}")
class TripScreen {
    private final Trips trips;
    private final Loading loading;
    private final OrderHistory history;

    TripScreen(Trips trips, Loading loading, OrderHistory history) {
        this.trips = trips;
        this.loading = loading;
        this.history = history;
    }

    @GetMapping
    ModelAndView show(@PathVariable long id, Page page) {
        var trip = trips.find(new TripId(id));
        return show(trip, TripForm.of(trip), Optional.empty(), page);
    }

    @GetMapping("/history")
    ModelAndView history(@PathVariable long id, Page page) {
        var trip = trips.find(new TripId(id));
        return new ModelAndView(
                "order/tripHistory",
                Map.of("trip", trip, "tabs", tabs(trip, true, page), "changes", history.of(trip.id())));
    }

    @PostMapping
    @Needs(Right.ORDERS)
    Object change(
            @PathVariable long id, @RequestParam Map<String, String> fields, Page page, HttpServletResponse response) {
        var form = new Typed(fields);
        return done(id, form, page, response, () -> trips.change(new TripId(id), TripForm.entry(form)));
    }

    /// @param order its number
    @PostMapping("/orders")
    @Needs(Right.ORDERS)
    Object put(@PathVariable long id, @RequestParam String order, Page page, HttpServletResponse response) {
        var form = TripForm.of(trips.find(new TripId(id)));
        return done(id, form, page, response, () -> loading.put(order, new TripId(id)));
    }

    @PostMapping("/orders/{order}/removal")
    @Needs(Right.ORDERS)
    String takeOff(@PathVariable long id, @PathVariable long order) {
        loading.takeOff(new OrderId(order), new TripId(id));
        return "redirect:/trips/" + id;
    }

    @PostMapping("/approval")
    @Needs(Right.ORDERS)
    String approve(@PathVariable long id) {
        trips.approve(new TripId(id));
        return "redirect:/trips/" + id;
    }

    @PostMapping("/approval/removal")
    @Needs(Right.ORDERS)
    String removeApproval(@PathVariable long id) {
        trips.removeApproval(new TripId(id));
        return "redirect:/trips/" + id;
    }

    private Object done(long id, Typed form, Page page, HttpServletResponse response, Runnable change) {
        try {
            change.run();
            return "redirect:/trips/" + id;
        } catch (Refusal refusal) {
            if (refusal.faults().isEmpty() && refusal.kind() != Refusal.Kind.CONFLICT) {
                throw refusal;
            }
            response.setStatus(refusal.kind().status());
            return show(trips.find(new TripId(id)), form, Optional.of(refusal), page);
        }
    }

    private ModelAndView show(Trip trip, Typed form, Optional<Refusal> refusal, Page page) {
        var model = new HashMap<String, Object>();
        model.put("trip", trip);
        model.put("tabs", tabs(trip, false, page));
        model.put("orders", loading.of(trip.id()));
        model.put("form", form);
        model.put("faults", refusal.map(Faults::of).orElse(Faults.NONE));
        model.put("problem", refusal.map(Refusal::words));
        return new ModelAndView("order/trip", model);
    }

    private static List<Tab> tabs(Trip trip, boolean history, Page page) {
        return List.of(
                new Tab(trip.path(), page.text("trip.tab.orders"), !history, trip.orders()),
                new Tab(trip.path() + "/history", page.text("ui.history"), history));
    }
}
