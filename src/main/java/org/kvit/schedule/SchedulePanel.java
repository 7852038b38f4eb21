package org.kvit.schedule;

import gg.jte.Content;
import gg.jte.TemplateEngine;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.kvit.company.Right;
import org.kvit.payment.StatementAges;
import org.kvit.reminder.ReminderStops;
import org.kvit.today.TodayPanel;
import org.kvit.ui.Page;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What the first page says of the schedule: that all is stopped, that a run waits and why, that
/// statements are too old
/// for runs to go by themselves, and what of the set-up is still missing.
@Component
@Order(10)
class SchedulePanel implements TodayPanel {
    private final FiringLog log;
    private final ReminderSchedules schedules;
    private final SetupChecklist checklist;
    private final ReminderStops stops;
    private final StatementAges ages;
    private final JdbcClient jdbc;
    private final TemplateEngine templates;

    SchedulePanel(
            FiringLog log,
            ReminderSchedules schedules,
            SetupChecklist checklist,
            ReminderStops stops,
            StatementAges ages,
            JdbcClient jdbc,
            TemplateEngine templates) {
        this.log = log;
        this.schedules = schedules;
        this.checklist = checklist;
        this.stops = stops;
        this.ages = ages;
        this.jdbc = jdbc;
        this.templates = templates;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Content> panel(Page page) {
        var mode = schedules.own().mode();
        var model = new HashMap<String, Object>();
        model.put("page", page);
        model.put("mode", mode);
        model.put("stop", stops.standing());
        model.put("offer", log.offer());
        model.put("fellBack", page.may(Right.REMINDERS) ? schedules.fellBack() : Optional.empty());
        model.put("stale", mode == Mode.AUTOMATIC && ages.own().old());
        model.put(
                "setup",
                page.may(Right.REMINDERS) && hasInvoices()
                        ? Optional.of(checklist.state()).filter(state -> !state.complete())
                        : Optional.empty());
        return Optional.of(output -> templates.render("schedule/today.jte", Map.copyOf(model), output));
    }

    private boolean hasInvoices() {
        return jdbc.sql("SELECT EXISTS (SELECT FROM invoice WHERE company_id = current_company())")
                .query(Boolean.class)
                .single();
    }
}
