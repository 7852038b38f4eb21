package org.kvit.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kvit.api.Listing;
import org.kvit.base.Refusal;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.reminder.RunId;
import org.kvit.ui.Page;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/reminder-schedule`: when reminder runs are made by themselves.
@RestController
@RequestMapping("/api/v1/reminder-schedule")
class ReminderScheduleApi {
    private static final int MOST_DAYS = 366;

    private final ReminderSchedules schedules;
    private final ScheduleCalendar calendar;
    private final ClosedDayList closed;
    private final SetupChecklist checklist;

    ReminderScheduleApi(
            ReminderSchedules schedules, ScheduleCalendar calendar, ClosedDayList closed, SetupChecklist checklist) {
        this.schedules = schedules;
        this.calendar = calendar;
        this.closed = closed;
        this.checklist = checklist;
    }

    /// @param mode `off`, `propose`, `automatic`
    /// @param time of day where the company is, such as `09:00`
    /// @param weekdays `monday` to `sunday`: `always`, `ifNotSentTheWorkingDayBefore`, `never`
    /// @param holidays whether public holidays of the company's country are left out
    /// @param mailTo numbers of people who get an e-mail about each proposal
    record ScheduleBody(
            @Nullable String mode,
            @Nullable String time,
            @Nullable Map<String, String> weekdays,
            @Nullable Boolean holidays,
            @Nullable Boolean notice,
            @Nullable List<Long> mailTo) {}

    /// @param state `on`, `conditional` (on unless something was sent on the working day before), `off`
    /// @param outcome of a day that is dealt with: `proposed`, `sent`, `empty`, `skipped`
    record DayBody(
            LocalDate date,
            String state,
            String why,
            @Nullable String outcome,
            @Nullable Long runId,
            List<String> reasons) {}

    /// @param to the last day; the first itself if it is left out
    record ClosedBody(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String reason) {}

    record ClosedDaysBody(long id, LocalDate from, LocalDate to, String reason) {
        static ClosedDaysBody of(ClosedDays days) {
            return new ClosedDaysBody(days.id(), days.from(), days.to(), days.reason());
        }
    }

    /// @param item `rules`, `templates`, `mail`, `statements`, `dry_run`
    record ItemBody(String item, boolean done, String fact) {}

    record SetupBody(boolean complete, List<ItemBody> items) {}

    @GetMapping
    ScheduleBody own() {
        var schedule = schedules.own();
        return new ScheduleBody(
                schedule.mode().code(),
                schedule.at().toString(),
                Arrays.stream(DayOfWeek.values())
                        .collect(Collectors.toMap(
                                ReminderScheduleApi::name,
                                day -> schedule.rule(day).code(),
                                (a, _) -> a,
                                java.util.LinkedHashMap::new)),
                schedule.holidays(),
                schedule.notice(),
                schedule.mailTo().stream().map(p -> p.value()).toList());
    }

    /// What is left out stays as it is.
    @PutMapping
    @Needs(Right.ADMINISTRATION)
    ScheduleBody save(@RequestBody ScheduleBody body) {
        var now = own();
        var days = new TreeMap<>(now.weekdays() == null ? Map.of() : now.weekdays());
        if (body.weekdays() != null) {
            if (!days.keySet().containsAll(body.weekdays().keySet())) {
                throw Refusal.invalid("weekdays", "schedule.rules.unknown");
            }
            days.putAll(body.weekdays());
        }
        schedules.save(new ScheduleForm(
                        either(body.mode(), now.mode()),
                        either(body.time(), now.time()),
                        Arrays.stream(DayOfWeek.values())
                                .map(day -> days.getOrDefault(name(day), ""))
                                .toList(),
                        either(body.holidays(), now.holidays()),
                        either(body.notice(), now.notice()),
                        either(body.mailTo(), now.mailTo()).stream()
                                .map(String::valueOf)
                                .toList())
                .schedule());
        return own();
    }

    @GetMapping("/calendar")
    Listing<DayBody> calendar(@RequestParam(defaultValue = "60") int days, Page page) {
        if (days < 1 || days > MOST_DAYS) {
            throw Refusal.invalid("days", "schedule.days", MOST_DAYS);
        }
        return new Listing<>(
                calendar.coming(days).stream().map(d -> body(d, page)).toList(), null);
    }

    @GetMapping("/closed-days")
    Listing<ClosedDaysBody> closedDays() {
        return new Listing<>(closed.all().stream().map(ClosedDaysBody::of).toList(), null);
    }

    @PostMapping("/closed-days")
    @Needs(Right.ADMINISTRATION)
    @ResponseStatus(HttpStatus.CREATED)
    ClosedDaysBody close(@RequestBody ClosedBody body) {
        if (body.from() == null) {
            throw Refusal.invalid("from", "schedule.closed.from.missing");
        }
        return ClosedDaysBody.of(closed.add(
                body.from(), body.to() == null ? body.from() : body.to(), body.reason() == null ? "" : body.reason()));
    }

    @DeleteMapping("/closed-days/{id}")
    @Needs(Right.ADMINISTRATION)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void open(@PathVariable long id) {
        closed.remove(id);
    }

    @GetMapping("/checklist")
    SetupBody checklist(Page page) {
        var state = checklist.state();
        return new SetupBody(
                state.complete(),
                state.items().stream()
                        .map(e -> new ItemBody(e.item().code(), e.done(), page.words(e.fact())))
                        .toList());
    }

    private static DayBody body(PlannedDay planned, Page page) {
        var day = planned.day();
        return new DayBody(
                day.date(),
                day.kind(),
                page.words(day.why()),
                planned.firing().map(f -> f.outcome().code()).orElse(null),
                planned.firing().flatMap(Firing::run).map(RunId::value).orElse(null),
                planned.firing().map(Firing::reasons).orElse(List.of()).stream()
                        .map(page::words)
                        .toList());
    }

    private static String name(DayOfWeek day) {
        return day.name().toLowerCase(Locale.ROOT);
    }

    private static <T> T either(@Nullable T given, @Nullable T now) {
        return java.util.Objects.requireNonNull(given == null ? now : given);
    }
}
