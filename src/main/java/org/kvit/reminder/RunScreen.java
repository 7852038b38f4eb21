package org.kvit.reminder;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.invoice.InvoiceId;
import org.kvit.ui.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// One run: its letters by level, unticked, previewed, sent, and what became of them.
@Controller
@RequestMapping("/reminder-runs/{id}")
class RunScreen {
    private final ReminderRuns runs;
    private final RunPages pages;
    private final Dispatcher dispatcher;
    private final MissingRates missingRates;

    RunScreen(ReminderRuns runs, RunPages pages, Dispatcher dispatcher, MissingRates missingRates) {
        this.runs = runs;
        this.pages = pages;
        this.dispatcher = dispatcher;
        this.missingRates = missingRates;
    }

    @GetMapping
    ModelAndView show(@PathVariable long id, Page page) {
        if (page.may(Right.REMINDERS)) {
            runs.seen(new RunId(id));
        }
        return new ModelAndView(
                "reminder/run", Map.of("it", pages.of(new RunId(id)), "missingRates", missingRates.now()));
    }

    /// How far the sending is; asked for again and again while it moves. @param was the state that the
    /// page shows
    @GetMapping("/progress")
    ModelAndView progress(
            @PathVariable long id, @RequestParam(defaultValue = "") String was, HttpServletResponse response) {
        var page = pages.of(new RunId(id));
        if (!page.moving() || (was.equals("sending") && !page.sending())) {
            response.setHeader("HX-Refresh", "true");
        }
        return new ModelAndView("reminder/progress", Map.of("it", page));
    }

    /// More letters of a level.
    @GetMapping("/letters")
    ModelAndView letters(@PathVariable long id, @RequestParam int level, @RequestParam long after) {
        var run = new RunId(id);
        return new ModelAndView("reminder/letters", Map.of("runId", id, "section", pages.section(run, level, after)));
    }

    @PostMapping("/exclusions")
    @Needs(Right.REMINDERS)
    ModelAndView exclude(
            @PathVariable long id,
            @RequestParam long invoice,
            @RequestParam int level,
            @RequestParam(defaultValue = "false") boolean included) {
        runs.exclude(new RunId(id), new InvoiceId(invoice), !included);
        return new ModelAndView(
                "reminder/sum",
                Map.of(
                        "runId",
                        id,
                        "sum",
                        pages.section(new RunId(id), level, Long.MAX_VALUE - 1).sum()));
    }

    @PostMapping("/dispatches")
    @Needs(Right.REMINDERS)
    String send(@PathVariable long id, @RequestParam Optional<Integer> level) {
        dispatcher.send(new RunId(id), level.map(Set::of));
        return "redirect:/reminder-runs/" + id;
    }
}
