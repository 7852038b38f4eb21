package org.kvit.reminder;

import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The button that stops all reminders of the company, and the one that lets them go on.
@Controller
@RequestMapping("/reminder-stop")
class StopScreen {
    private final ReminderStops stops;

    StopScreen(ReminderStops stops) {
        this.stops = stops;
    }

    @PostMapping
    @Needs(Right.REMINDERS)
    String stop(@RequestParam(defaultValue = "") String reason) {
        stops.stop(reason);
        return "redirect:/";
    }

    @PostMapping("/resumption")
    @Needs(Right.ADMINISTRATION)
    String resume() {
        stops.resume();
        return "redirect:/";
    }
}
