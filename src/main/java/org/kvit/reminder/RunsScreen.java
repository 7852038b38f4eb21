package org.kvit.reminder;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kvit.company.Companies;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// All reminder runs, and the way to a new one.
@Controller
@RequestMapping("/reminder-runs")
class RunsScreen {
    private static final int SHOWN = 50;

    private final ReminderRuns runs;
    private final RunReadings readings;
    private final Companies companies;
    private final ReminderStops stops;

    RunsScreen(ReminderRuns runs, RunReadings readings, Companies companies, ReminderStops stops) {
        this.runs = runs;
        this.readings = readings;
        this.companies = companies;
        this.stops = stops;
    }

    @GetMapping
    ModelAndView list(@RequestParam(defaultValue = "0") long before) {
        var found = readings.tallies(before, SHOWN + 1);
        boolean more = found.size() > SHOWN;
        List<ReminderRun.Tally> shown = more ? found.subList(0, SHOWN) : found;
        return new ModelAndView(
                "reminder/runs",
                Map.of(
                        "runs",
                        shown,
                        "next",
                        more ? shown.getLast().run().id().value() : 0L,
                        "first",
                        before == 0,
                        "stop",
                        stops.standing()));
    }

    @PostMapping
    @Needs(Right.REMINDERS)
    String propose(@RequestParam @DateTimeFormat(iso = ISO.DATE) Optional<LocalDate> date) {
        var run = runs.propose(date.orElseGet(companies::today), Optional.empty());
        return "redirect:/reminder-runs/" + run.value();
    }
}
