package org.kvit.mail;

import java.util.Optional;
import org.kvit.base.Actor;
import org.kvit.base.Words;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// How many mails of the bound company may go within any hour, counted over all programs on the database: a server that
/// is given too many at once takes them for junk. What is over waits and says until when.
@Component
class HourlyLimit {
    /// The first key of the lock under which is counted; the second is the company's number.
    private static final int KIND = 0x6d61696c;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    HourlyLimit(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// How many of up to so many may be taken now. What is left of the hour stays locked until the transaction ends. If
    /// it is none, mails that are due are given the time at which there is room for each.
    @Transactional(propagation = Propagation.MANDATORY)
    public int room(int most) {
        var perHour = perHour();
        if (perHour.isEmpty()) {
            return most;
        }
        jdbc.sql("SELECT pg_advisory_xact_lock(:kind, :company)")
                .param("kind", KIND)
                .param("company", Math.toIntExact(Actor.currentCompany().value()))
                .query((row, n) -> true)
                .single();
        int room = Math.min(most, perHour.get() - used());
        if (room <= 0) {
            postpone(perHour.get());
        }
        return Math.max(room, 0);
    }

    private Optional<Integer> perHour() {
        return jdbc.sql(
                        "SELECT per_hour FROM mail_server WHERE company_id = current_company() AND per_hour IS NOT NULL")
                .query(Integer.class)
                .optional();
    }

    private int used() {
        return jdbc.sql("""
                SELECT (SELECT count(*) FROM mail WHERE company_id = current_company() AND handed_at > now() - interval '1 hour'
                                                    AND state NOT IN ('claimed', 'handing_over'))
                     + (SELECT count(*) FROM mail WHERE company_id = current_company() AND state IN ('claimed', 'handing_over'))
                """).query(Integer.class).single();
    }

    /// A place is free an hour after it was used; the first mail that waits gets the first, and so on, behind those
    /// that wait for one already.
    private void postpone(int perHour) {
        jdbc.sql("""
                WITH used AS (
                  SELECT row_number() OVER (ORDER BY at) AS n, count(*) OVER () AS all, at
                    FROM (SELECT CASE WHEN state IN ('claimed', 'handing_over') THEN now() ELSE handed_at END + interval '1 hour' AS at
                            FROM mail
                           WHERE company_id = current_company()
                             AND (handed_at > now() - interval '1 hour' OR state IN ('claimed', 'handing_over'))) u),
                due AS (
                  SELECT id, row_number() OVER (ORDER BY next_attempt_at, id) - 1
                             + (SELECT count(*) FROM mail WHERE company_id = current_company() AND state = 'queued' AND next_attempt_at > now()
                                                            AND problem ->> 'key' = 'mail.problem.hourly') AS place
                    FROM mail
                   WHERE company_id = current_company() AND state = 'queued' AND next_attempt_at <= now())
                UPDATE mail m
                   SET next_attempt_at = u.at + d.place / :perHour * interval '1 hour', problem = :problem::jsonb
                  FROM due d
                  JOIN used u ON u.n = u.all - :perHour + d.place % :perHour + 1
                 WHERE m.company_id = current_company() AND m.id = d.id
                """)
                .param("perHour", perHour)
                .param("problem", json.writeValueAsString(Words.of("mail.problem.hourly", perHour)))
                .update();
    }
}
