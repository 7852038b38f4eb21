package org.kvit.order;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.kvit.api.Cursor;
import org.kvit.base.Refusal;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.customer.Typed;
import org.kvit.ui.Faults;
import org.kvit.ui.Page;
import org.kvit.ui.TableFile;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// All trips, as a list and as a file, and the way to a new one.
@Controller
@RequestMapping("/trips")
class TripsScreen {
    private static final int SHOWN = 100;
    private static final int BATCH = 1000;

    private final Trips trips;

    TripsScreen(Trips trips) {
        this.trips = trips;
    }

    /// @param state `open`, `approved`, or empty for all
    @GetMapping
    ModelAndView list(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String query,
            @RequestParam(defaultValue = "") String after) {
        var filter = TripFilter.of(state, query);
        return new ModelAndView(
                "order/trips",
                Map.of("filter", filter, "listed", trips.list(filter, false, Cursor.parse(after, 1), SHOWN)));
    }

    /// @param format `csv` or `xlsx`
    @GetMapping("/export")
    void export(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String query,
            @RequestParam(defaultValue = "csv") String format,
            Page page,
            HttpServletResponse response)
            throws IOException {
        var filter = TripFilter.of(state, query);
        TableFile.answer(response, format, page.text("trip.file"), TripFile.COLUMNS, file -> {
            var after = Optional.<Cursor>empty();
            do {
                var listed = trips.list(filter, false, after, BATCH);
                listed.trips().forEach(trip -> TripFile.write(file, trip));
                after = listed.next();
            } while (after.isPresent());
        });
    }

    @GetMapping("/new")
    ModelAndView blank() {
        return blank(new Typed(Map.of()), Optional.empty());
    }

    @PostMapping
    @Needs(Right.ORDERS)
    Object create(@RequestParam Map<String, String> fields, HttpServletResponse response) {
        var form = new Typed(fields);
        try {
            return "redirect:/trips/" + trips.create(TripForm.entry(form)).value();
        } catch (Refusal refusal) {
            if (refusal.faults().isEmpty() && refusal.kind() != Refusal.Kind.CONFLICT) {
                throw refusal;
            }
            response.setStatus(refusal.kind().status());
            return blank(form, Optional.of(refusal));
        }
    }

    private static ModelAndView blank(Typed form, Optional<Refusal> refusal) {
        var model = new HashMap<String, Object>();
        model.put("form", form);
        model.put("faults", refusal.map(Faults::of).orElse(Faults.NONE));
        model.put("problem", refusal.map(Refusal::words));
        return new ModelAndView("order/newTrip", model);
    }
}
