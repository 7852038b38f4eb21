package org.kvit.schedule;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The days on which the bound company is closed.
@Service
public class ClosedDayList {
    private static final int MOST = 200;
    private static final int LONGEST_DAYS = 366;
    private static final int LONGEST_REASON = 200;
    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2200, 1, 1);

    private final JdbcClient jdbc;

    ClosedDayList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The earliest first.
    @Transactional(readOnly = true)
    public List<ClosedDays> all() {
        return jdbc.sql("SELECT * FROM closed_day WHERE company_id = current_company() ORDER BY from_day, id")
                .query((row, n) -> new ClosedDays(
                        row.getLong("id"),
                        row.getObject("from_day", LocalDate.class),
                        row.getObject("to_day", LocalDate.class),
                        row.getString("reason")))
                .list();
    }

    /// @param to the last day; the first itself for one day
    /// @param reason shown in the calendar; may be empty
    /// @throws Refusal naming each field that won't do
    @Transactional
    public ClosedDays add(LocalDate from, LocalDate to, String reason) {
        check(from, to, reason);
        long id = jdbc.sql("""
                INSERT INTO closed_day (company_id, from_day, to_day, reason)
                VALUES (current_company(), :from, :to, :reason) RETURNING id
                """)
                .param("from", from)
                .param("to", to)
                .param("reason", reason.strip())
                .query(Long.class)
                .single();
        lookAgain();
        return new ClosedDays(id, from, to, reason.strip());
    }

    /// @throws Refusal if it isn't there
    @Transactional
    public void remove(long id) {
        if (jdbc.sql("DELETE FROM closed_day WHERE company_id = current_company() AND id = :id")
                        .param("id", id)
                        .update()
                == 0) {
            throw Refusal.notFound("schedule.closed.gone");
        }
        lookAgain();
    }

    private void check(LocalDate from, LocalDate to, String reason) {
        var faults = new ArrayList<Refusal.Fault>();
        if (from.isBefore(FIRST) || from.isAfter(LAST)) {
            faults.add(new Refusal.Fault("from", Words.of("schedule.closed.from", FIRST, LAST)));
        } else if (to.isBefore(from) || to.isAfter(from.plusDays(LONGEST_DAYS))) {
            faults.add(new Refusal.Fault("to", Words.of("schedule.closed.to", LONGEST_DAYS)));
        }
        if (reason.strip().length() > LONGEST_REASON || reason.chars().anyMatch(Character::isISOControl)) {
            faults.add(new Refusal.Fault("reason", Words.of("schedule.closed.reason", LONGEST_REASON)));
        }
        if (faults.isEmpty() && all().size() >= MOST) {
            faults.add(new Refusal.Fault("from", Words.of("schedule.closed.many", MOST)));
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
    }

    private void lookAgain() {
        jdbc.sql("UPDATE reminder_schedule SET look_at = '-infinity' WHERE company_id = current_company()")
                .update();
    }
}
