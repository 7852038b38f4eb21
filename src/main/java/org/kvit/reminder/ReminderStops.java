package org.kvit.reminder;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.mail.Draft;
import org.kvit.mail.Outbox;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The button that stops everything: no reminder run is made by itself, none can be sent, one that is
/// being sent stays
/// where it is, and its e-mails that no worker has in hands yet wait in the outbox. A batch of letters
/// that is being
/// written just then is waited for. When an administrator lets them go on, all goes on from where it
/// stood.
@Service
public class ReminderStops {
    private static final int LONGEST_REASON = 500;
    /// The first key of the lock that a batch shares and a stop has alone; the second is the company's
    /// number.
    private static final int LOCK = 0x73746f70;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Outbox outbox;

    ReminderStops(JdbcClient jdbc, Clock clock, Outbox outbox) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.outbox = outbox;
    }

    /// The one that stands.
    @Transactional(readOnly = true)
    public Optional<ReminderStop> standing() {
        return jdbc.sql("""
                SELECT s.stopped_at, u.name, s.reason
                  FROM reminder_stop s
                  LEFT JOIN app_user u ON u.id = s.stopped_by
                 WHERE s.company_id = current_company() AND s.resumed_at IS NULL
                """)
                .query((row, n) -> new ReminderStop(
                        row.getObject("stopped_at", OffsetDateTime.class).toInstant(),
                        Optional.ofNullable(row.getString("name")),
                        row.getString("reason")))
                .optional();
    }

    /// Pressed twice, it is stopped once.
    /// @throws Refusal for a reason of more than 500 characters
    @Transactional
    public void stop(String reason) {
        if (reason.strip().length() > LONGEST_REASON) {
            throw Refusal.invalid("reason", "reminder.stop.reason.long", LONGEST_REASON);
        }
        lock("pg_advisory_xact_lock");
        jdbc.sql("""
                INSERT INTO reminder_stop (company_id, stopped_at, stopped_by, reason)
                VALUES (current_company(), :now, current_actor(), :reason)
                    ON CONFLICT (company_id) WHERE resumed_at IS NULL DO NOTHING
                """).param("now", now()).param("reason", reason.strip()).update();
        outbox.hold(Draft.Kind.REMINDER);
    }

    /// @throws Refusal if nothing is stopped
    @Transactional
    public void resume() {
        int resumed = jdbc.sql("""
                UPDATE reminder_stop SET resumed_at = :now, resumed_by = current_actor()
                 WHERE company_id = current_company() AND resumed_at IS NULL
                """).param("now", now()).update();
        if (resumed == 0) {
            throw Refusal.conflict("reminder.stop.none");
        }
        outbox.release(Draft.Kind.REMINDER);
    }

    /// Whether letters may be written, until the transaction at hand ends: a stop waits for that.
    boolean mayWrite() {
        lock("pg_advisory_xact_lock_shared");
        return standing().isEmpty();
    }

    private void lock(String function) {
        jdbc.sql("SELECT " + function + "(:lock, (current_company() % 2147483647)::int)")
                .param("lock", LOCK)
                .query((row, n) -> 0)
                .single();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock.withZone(ZoneOffset.UTC));
    }
}
