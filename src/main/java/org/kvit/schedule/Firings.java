package org.kvit.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.kvit.base.Words;
import org.kvit.company.Companies;
import org.kvit.reminder.ReminderRun;
import org.kvit.reminder.ReminderRuns;
import org.kvit.reminder.RunId;
import org.kvit.reminder.RunReadings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// Does what the bound company's schedule asks for. All of it is one transaction that holds the
/// schedule's row: the
/// run, the order to send it, the mails about it and the note that the day is done. Whoever dies in the
/// middle leaves
/// nothing, and the next look, by whatever program, does it all.
@Service
public class Firings {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final ReminderSchedules schedules;
    private final SetupChecklist checklist;
    private final Companies companies;
    private final ReminderRuns runs;
    private final RunReadings readings;
    private final FiringLog log;
    private final Valves valves;
    private final ProposalMails mails;

    Firings(
            JdbcClient jdbc,
            JsonMapper json,
            ReminderSchedules schedules,
            SetupChecklist checklist,
            Companies companies,
            ReminderRuns runs,
            RunReadings readings,
            FiringLog log,
            Valves valves,
            ProposalMails mails) {
        this.jdbc = jdbc;
        this.json = json;
        this.schedules = schedules;
        this.checklist = checklist;
        this.companies = companies;
        this.runs = runs;
        this.readings = readings;
        this.log = log;
        this.valves = valves;
        this.mails = mails;
    }

    private record Standing(ReminderSchedule schedule, Instant since, Optional<LocalDate> done) {}

    /// Does what is due at that moment, if anything is; nothing while somebody else is at it, or all is
    /// stopped.
    /// @return what was done
    @Transactional(isolation = Isolation.REPEATABLE_READ) // customers and invoices of one moment
    public Optional<Firing> look(Instant now) {
        return claimed().flatMap(standing -> {
            var calendar = schedules.calendar(standing.schedule());
            return switch (FiringDecision.at(now, calendar, standing.since(), standing.done(), log::sentOn)) {
                case FiringDecision.Await pause -> {
                    lookAgain(pause.until());
                    yield Optional.empty();
                }
                case FiringDecision.Skip(var day, var sentOn) ->
                    Optional.of(done(calendar, skipped(standing.schedule(), day, now, sentOn)));
                case FiringDecision.Fire(var day) -> Optional.of(done(calendar, fired(standing.schedule(), day, now)));
            };
        });
    }

    /// The row itself says who may: one at a time, and the others pass by.
    private Optional<Standing> claimed() {
        return jdbc.sql("""
                SELECT s.* FROM reminder_schedule s
                 WHERE s.company_id = current_company() AND s.mode <> 'off'
                   AND NOT EXISTS (SELECT FROM reminder_stop t WHERE t.company_id = s.company_id AND t.resumed_at IS NULL)
                   FOR UPDATE OF s SKIP LOCKED
                """)
                .query((row, n) -> new Standing(
                        ReminderSchedules.schedule(row),
                        Objects.requireNonNull(row.getObject("since", OffsetDateTime.class))
                                .toInstant(),
                        Optional.ofNullable(row.getObject("done_on", LocalDate.class))))
                .optional();
    }

    private Firing fired(ReminderSchedule schedule, LocalDate day, Instant now) {
        var run = runs.propose(companies.today(), Optional.empty());
        int letters = readings.sections(run).stream()
                .mapToInt(ReminderRun.Section::waiting)
                .sum();
        if (letters == 0) {
            return written(schedule, day, now, Firing.Outcome.EMPTY, run, 0, List.of());
        }
        List<Words> reasons = schedule.mode() == Mode.AUTOMATIC ? held(letters) : List.of();
        boolean goes = schedule.mode() == Mode.AUTOMATIC && reasons.isEmpty();
        if (goes) {
            runs.order(run, Optional.empty());
            return written(schedule, day, now, Firing.Outcome.SENT, run, letters, reasons);
        }
        var firing = written(schedule, day, now, Firing.Outcome.PROPOSED, run, letters, reasons);
        mails.write(schedule);
        return firing;
    }

    /// An item of the set-up that is undone again turns the schedule back to proposing; the other valves
    /// are this
    /// run's.
    private List<Words> held(int letters) {
        var missing = checklist.state().undone().stream().reduce((some, one) -> Words.of("schedule.list", some, one));
        if (missing.isEmpty()) {
            return valves.reasons(letters);
        }
        var why = Words.of("schedule.held.setup", missing.get());
        jdbc.sql(
                        "UPDATE reminder_schedule SET mode = 'propose', fell_back = :why::jsonb WHERE company_id = current_company()")
                .param("why", json.writeValueAsString(why))
                .update();
        return List.of(why);
    }

    private Firing skipped(ReminderSchedule schedule, LocalDate day, Instant now, LocalDate sentOn) {
        var firing = new Firing(
                day,
                now,
                schedule.mode(),
                Firing.Outcome.SKIPPED,
                Optional.empty(),
                0,
                List.of(Words.of("schedule.skipped", sentOn)));
        log.write(firing);
        return firing;
    }

    private Firing written(
            ReminderSchedule schedule,
            LocalDate day,
            Instant now,
            Firing.Outcome outcome,
            RunId run,
            int letters,
            List<Words> reasons) {
        var firing = new Firing(day, now, schedule.mode(), outcome, Optional.of(run), letters, reasons);
        log.write(firing);
        return firing;
    }

    private Firing done(ReminderCalendar calendar, Firing firing) {
        jdbc.sql("UPDATE reminder_schedule SET done_on = :day WHERE company_id = current_company()")
                .param("day", firing.day())
                .update();
        lookAgain(calendar.next(firing.day().plusDays(1)).map(calendar::moment));
        return firing;
    }

    private void lookAgain(Optional<Instant> at) {
        jdbc.sql(
                        "UPDATE reminder_schedule SET look_at = coalesce(:at::timestamptz, 'infinity') WHERE company_id = current_company()")
                .param("at", at.map(a -> a.atOffset(ZoneOffset.UTC)).orElse(null))
                .update();
    }
}
