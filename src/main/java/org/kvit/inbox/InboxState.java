package org.kvit.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Words;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// How far the bound company's mailbox has been read, and who is at it: one reader at a time, of all programs on the
/// database. A reader has it for some minutes, longer with each message that it takes in; one who died loses it by the
/// passing of time, one who was too slow notices.
@Component
public class InboxState {
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(2);

    private final JdbcClient jdbc;
    private final JsonMapper json;

    InboxState(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// @param uidValidity empty: never read, or the server has numbered anew
    /// @param lastUid the highest that was taken in
    record Lease(long number, OptionalLong uidValidity, long lastUid) {}

    /// @param reachedAt the last time that it could be read
    public record Shown(
            boolean running, Optional<Instant> polledAt, Optional<Instant> reachedAt, Optional<Words> problem) {}

    /// @param always also before it is due
    /// @return empty: there is none, it isn't due, or somebody is at it
    @Transactional
    public Optional<Lease> take(boolean always) {
        return jdbc.sql("""
                UPDATE inbox_state s SET lease = s.lease + 1, leased_until = now() + :seconds * interval '1 second'
                  FROM inbox i
                 WHERE s.company_id = current_company() AND i.company_id = s.company_id
                   AND (:always OR i.active AND s.next_poll_at <= now())
                   AND (s.leased_until IS NULL OR s.leased_until <= now())
                RETURNING s.lease, s.uid_validity, s.last_uid
                """)
                .param("always", always)
                .param("seconds", LEASE.toSeconds())
                .query((row, n) -> {
                    long validity = row.getLong("uid_validity");
                    return new Lease(
                            row.getLong("lease"),
                            row.wasNull() ? OptionalLong.empty() : OptionalLong.of(validity),
                            row.getLong("last_uid"));
                })
                .optional();
    }

    /// Notes that everything up to a message was taken in. Called in the transaction that does so.
    /// @return whether the mailbox is still ours to read
    @Transactional
    public boolean reached(Lease lease, long uidValidity, long uid) {
        return jdbc.sql("""
                UPDATE inbox_state
                   SET uid_validity = :validity, last_uid = :uid, leased_until = now() + :seconds * interval '1 second'
                 WHERE company_id = current_company() AND lease = :lease
                """)
                        .param("validity", uidValidity)
                        .param("uid", uid)
                        .param("seconds", LEASE.toSeconds())
                        .param("lease", lease.number())
                        .update()
                == 1;
    }

    /// Gives it back. @param more there is more to read: soon again @param problem why it could not be read
    @Transactional
    public void give(Lease lease, boolean more, Optional<Words> problem) {
        jdbc.sql("""
                UPDATE inbox_state s
                   SET leased_until = NULL, polled_at = now(), problem = :problem::jsonb,
                       reached_at = CASE WHEN :failed THEN s.reached_at ELSE now() END,
                       failures = CASE WHEN :failed THEN s.failures + 1 ELSE 0 END,
                       next_poll_at = CASE WHEN :more THEN now()
                                           ELSE now() + least(i.every_minutes * CASE WHEN :failed THEN power(2, least(s.failures, 6)) ELSE 1 END,
                                                              greatest(i.every_minutes, :longest)) * interval '1 minute' END
                  FROM inbox i
                 WHERE s.company_id = current_company() AND i.company_id = s.company_id AND s.lease = :lease
                """)
                .param("problem", problem.map(json::writeValueAsString).orElse(null))
                .param("failed", problem.isPresent())
                .param("more", more)
                .param("longest", LONGEST_PAUSE.toMinutes())
                .param("lease", lease.number())
                .update();
    }

    /// @return empty: no mailbox is set up
    @Transactional(readOnly = true)
    public Optional<Shown> shown() {
        return jdbc.sql("""
                SELECT s.*, coalesce(s.leased_until > now(), false) AS running FROM inbox_state s WHERE s.company_id = current_company()
                """)
                .query((row, n) -> new Shown(
                        row.getBoolean("running"),
                        instant(row.getTimestamp("polled_at")),
                        instant(row.getTimestamp("reached_at")),
                        Optional.ofNullable(row.getString("problem")).map(p -> json.readValue(p, Words.class))))
                .optional();
    }

    private static Optional<Instant> instant(java.sql.@Nullable Timestamp at) {
        return Optional.ofNullable(at).map(t -> t.toInstant());
    }
}
