package org.kvit.schedule;

import java.util.Map;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// What must be in order before reminders may go out without a person.
@Controller
@RequestMapping("/settings/setup")
class SetupScreen {
    private final SetupChecklist checklist;
    private final TemplateReadings readings;
    private final ReminderSchedules schedules;

    SetupScreen(SetupChecklist checklist, TemplateReadings readings, ReminderSchedules schedules) {
        this.checklist = checklist;
        this.readings = readings;
        this.schedules = schedules;
    }

    @GetMapping
    ModelAndView show() {
        return new ModelAndView(
                "schedule/setup",
                Map.of(
                        "state",
                        checklist.state(),
                        "readings",
                        readings.all(),
                        "mode",
                        schedules.own().mode()));
    }

    /// I have read the letters in that language.
    @PostMapping("/readings")
    @Needs(Right.REMINDERS)
    String read(@RequestParam String language) {
        readings.read(language);
        return "redirect:/settings/setup#templates";
    }
}
