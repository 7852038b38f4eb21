package org.kvit.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Optional;
import java.util.UUID;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.company.Companies;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.reminder.MarkedReminders;
import org.kvit.reminder.RunId;
import org.kvit.ui.Page;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The letter button: what would go out to whom was marked, and then that it goes.
@Controller
@RequestMapping("/debtors")
@Needs(Right.REMINDERS)
class LettersScreen {
    private final MarkedReminders reminders;
    private final Companies companies;

    LettersScreen(MarkedReminders reminders, Companies companies) {
        this.reminders = reminders;
        this.companies = companies;
    }

    /// The sheet that asks once more. Changes nothing; it is no GET since thousands of marks fit in no address.
    /// @param marked as [Marks]
    @PostMapping("/letters")
    ModelAndView sheet(
            @RequestParam @DateTimeFormat(iso = ISO.DATE) Optional<LocalDate> asOf,
            @RequestParam(defaultValue = "") String marked) {
        return sheet(asOf.orElseGet(companies::today), Marks.of(marked), UUID.randomUUID(), Optional.empty());
    }

    /// Sends. @param key of the sheet: pressed twice, it sends once
    @PostMapping("/reminder-runs")
    ModelAndView send(
            @RequestParam @DateTimeFormat(iso = ISO.DATE) Optional<LocalDate> asOf,
            @RequestParam String marked,
            @RequestParam UUID key,
            Page page,
            HttpServletResponse response) {
        var date = asOf.orElseGet(companies::today);
        var marks = Marks.of(marked);
        try {
            return sent(reminders.send(key, date, marks.customers()), page, response);
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            return sheet(
                    date,
                    marks,
                    key,
                    Optional.of(
                            refusal.faults().isEmpty()
                                    ? refusal.words()
                                    : refusal.faults().getFirst().words()));
        }
    }

    private static ModelAndView sent(RunId run, Page page, HttpServletResponse response) {
        var place = "/reminder-runs/" + run.value();
        if (!page.fragment()) {
            return new ModelAndView("redirect:" + place);
        }
        response.setHeader("HX-Trigger", "desk:sent");
        response.setHeader("HX-Redirect", place);
        return new ModelAndView("desk/sent");
    }

    private ModelAndView sheet(LocalDate asOf, Marks marks, UUID key, Optional<Words> problem) {
        var model = new HashMap<String, Object>();
        model.put("asOf", asOf);
        model.put("marks", marks);
        model.put("key", key);
        model.put("problem", problem);
        model.put("forecast", reminders.forecast(asOf, marks.customers()));
        return new ModelAndView("desk/sheet", model);
    }
}
