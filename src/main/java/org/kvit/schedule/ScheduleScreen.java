package org.kvit.schedule;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.company.Needs;
import org.kvit.company.People;
import org.kvit.company.Right;
import org.kvit.reminder.ReminderStops;
import org.kvit.ui.Faults;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// When reminder runs are made by themselves: to be read by all and changed by an administrator.
@Controller
@RequestMapping("/settings/schedule")
class ScheduleScreen {
    private static final int DAYS = 60;

    private final ReminderSchedules schedules;
    private final ScheduleCalendar calendar;
    private final ClosedDayList closed;
    private final SetupChecklist checklist;
    private final Companies companies;
    private final People people;
    private final ReminderStops stops;

    ScheduleScreen(
            ReminderSchedules schedules,
            ScheduleCalendar calendar,
            ClosedDayList closed,
            SetupChecklist checklist,
            Companies companies,
            People people,
            ReminderStops stops) {
        this.schedules = schedules;
        this.calendar = calendar;
        this.closed = closed;
        this.checklist = checklist;
        this.companies = companies;
        this.people = people;
        this.stops = stops;
    }

    @GetMapping
    ModelAndView show(@RequestParam(defaultValue = "false") boolean saved) {
        return page(ScheduleForm.of(schedules.own()), Faults.NONE, saved, ClosedForm.EMPTY);
    }

    @PostMapping
    @Needs(Right.ADMINISTRATION)
    ModelAndView save(HttpServletRequest request, HttpServletResponse response) {
        var form = ScheduleForm.of(request.getParameterMap());
        try {
            schedules.save(form.schedule());
            return new ModelAndView("redirect:/settings/schedule?saved=true");
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            return page(form, Faults.of(refusal), false, ClosedForm.EMPTY);
        }
    }

    /// @param to empty: one day
    @PostMapping("/closed-days")
    @Needs(Right.ADMINISTRATION)
    ModelAndView close(
            @RequestParam @DateTimeFormat(iso = ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) Optional<LocalDate> to,
            @RequestParam(defaultValue = "") String reason,
            HttpServletResponse response) {
        try {
            closed.add(from, to.orElse(from), reason);
            return new ModelAndView("redirect:/settings/schedule#closed");
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            return page(
                    ScheduleForm.of(schedules.own()),
                    Faults.of(refusal),
                    false,
                    new ClosedForm(from.toString(), to.map(LocalDate::toString).orElse(""), reason));
        }
    }

    @PostMapping("/closed-days/{id}/deletion")
    @Needs(Right.ADMINISTRATION)
    String open(@PathVariable long id) {
        closed.remove(id);
        return "redirect:/settings/schedule#closed";
    }

    private ModelAndView page(ScheduleForm form, Faults faults, boolean saved, ClosedForm entered) {
        var company = companies.own();
        var model = new HashMap<String, Object>();
        model.put("form", form);
        model.put("faults", faults);
        model.put("saved", saved);
        model.put("zone", company.timeZone().getId());
        model.put("country", company.country());
        model.put("people", people.all());
        model.put("complete", checklist.complete());
        model.put("days", calendar.coming(DAYS));
        model.put("next", calendar.next());
        model.put("closed", closed.all());
        model.put("entered", entered);
        model.put("fellBack", schedules.fellBack());
        model.put("stop", stops.standing());
        return new ModelAndView("schedule/schedule", model);
    }
}
