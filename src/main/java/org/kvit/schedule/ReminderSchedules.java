package org.kvit.schedule;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.base.UserId;
import org.kvit.base.Words;
import org.kvit.company.Companies;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// The bound company's schedule and closed days. Until it sets one it has the standard one, switched
/// off.
@Service
public class ReminderSchedules {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private final Companies companies;
    private final ClosedDayList closed;
    private final SetupChecklist checklist;

    ReminderSchedules(
            JdbcClient jdbc,
            JsonMapper json,
            Clock clock,
            Companies companies,
            ClosedDayList closed,
            SetupChecklist checklist) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.companies = companies;
        this.closed = closed;
        this.checklist = checklist;
    }

    @Transactional(readOnly = true)
    public ReminderSchedule own() {
        return jdbc.sql("SELECT * FROM reminder_schedule WHERE company_id = current_company()")
                .query((row, n) -> schedule(row))
                .optional()
                .orElse(ReminderSchedule.STANDARD);
    }

    @Transactional(readOnly = true)
    public ReminderCalendar calendar() {
        return calendar(own());
    }

    ReminderCalendar calendar(ReminderSchedule schedule) {
        var company = companies.own();
        return new ReminderCalendar(schedule, company.timeZone(), company.country(), closed.all());
    }

    /// Why the company's runs wait for a person though it had set them to go by themselves.
    @Transactional(readOnly = true)
    public Optional<Words> fellBack() {
        return jdbc.sql("""
                SELECT fell_back FROM reminder_schedule WHERE company_id = current_company() AND fell_back IS NOT NULL
                """)
                .query((row, n) -> json.readValue(row.getString(1), Words.class))
                .optional();
    }

    /// Counts from now on: a time of today that is over is not made up.
    /// @throws Refusal if nobody would ever be reminded, a person to be told isn't one of the company's,
    /// or the set-up
    /// isn't complete and runs are to be sent by themselves
    @Transactional
    public void save(ReminderSchedule schedule) {
        check(schedule);
        jdbc.sql("""
                INSERT INTO reminder_schedule (company_id, mode, at, rules, holidays, notice, mail_to, since, look_at)
                VALUES (current_company(), :mode, :at, :rules, :holidays, :notice, :mailTo, :now, '-infinity')
                    ON CONFLICT (company_id) DO UPDATE
                   SET mode = EXCLUDED.mode, at = EXCLUDED.at, rules = EXCLUDED.rules, holidays = EXCLUDED.holidays,
                       notice = EXCLUDED.notice, mail_to = EXCLUDED.mail_to, look_at = EXCLUDED.look_at, fell_back = NULL,
                       since = CASE WHEN (reminder_schedule.mode = 'off') <> (EXCLUDED.mode = 'off') OR reminder_schedule.at <> EXCLUDED.at
                                    THEN EXCLUDED.since ELSE reminder_schedule.since END
                """)
                .param("mode", schedule.mode().code())
                .param("at", schedule.at())
                .param(
                        "rules",
                        Arrays.stream(DayOfWeek.values())
                                .map(day -> schedule.rule(day).code())
                                .toArray(String[]::new))
                .param("holidays", schedule.holidays())
                .param("notice", schedule.notice())
                .param("mailTo", schedule.mailTo().stream().map(UserId::value).toArray(Long[]::new))
                .param("now", OffsetDateTime.now(clock.withZone(ZoneOffset.UTC)))
                .update();
    }

    private void check(ReminderSchedule schedule) {
        if (schedule.rules().values().stream().allMatch(rule -> rule == WeekdayRule.NEVER)) {
            throw Refusal.invalid("rules", "schedule.rules.never");
        }
        var people = jdbc.sql("""
                SELECT count(*) FROM membership
                 WHERE company_id = current_company() AND user_id = ANY (:people) AND removed_at IS NULL
                """)
                .param("people", schedule.mailTo().stream().map(UserId::value).toArray(Long[]::new))
                .query(Long.class)
                .single();
        if (people < schedule.mailTo().size()) {
            throw Refusal.invalid("mailTo", "schedule.mailTo.nobody");
        }
        if (schedule.mode() == Mode.AUTOMATIC && !checklist.complete()) {
            throw Refusal.invalid("mode", "schedule.mode.checklist");
        }
    }

    static ReminderSchedule schedule(ResultSet row) throws SQLException {
        var codes = (String[]) row.getArray("rules").getArray();
        var rules = new EnumMap<DayOfWeek, WeekdayRule>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            rules.put(day, WeekdayRule.of(codes[day.getValue() - 1]).orElseThrow());
        }
        return new ReminderSchedule(
                Mode.of(row.getString("mode")).orElseThrow(),
                Objects.requireNonNull(row.getObject("at", LocalTime.class)),
                rules,
                row.getBoolean("holidays"),
                row.getBoolean("notice"),
                List.of((Long[]) row.getArray("mail_to").getArray()).stream()
                        .map(UserId::new)
                        .toList());
    }
}
