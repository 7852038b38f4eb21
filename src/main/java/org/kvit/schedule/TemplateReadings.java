package org.kvit.schedule;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.kvit.base.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Who read the letters of which language and found them good, for the languages that customers are
/// written to in.
@Service
public class TemplateReadings {
    private final JdbcClient jdbc;
    private final Clock clock;

    TemplateReadings(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// @param customers that are written to in it
    /// @param readAt empty: nobody has read them
    /// @param sampleRun the newest run with a letter in it, if there is one
    public record Reading(
            String language,
            int customers,
            Optional<Instant> readAt,
            Optional<String> readBy,
            OptionalLong sampleRun,
            OptionalLong sampleLetter) {
        public boolean done() {
            return readAt.isPresent();
        }

        /// The newest letter in that language, as it is to be read.
        public Optional<String> sample() {
            return sampleRun.isPresent() && sampleLetter.isPresent()
                    ? Optional.of("/reminder-runs/" + sampleRun.getAsLong() + "/letters/" + sampleLetter.getAsLong())
                    : Optional.empty();
        }
    }

    /// The language of most customers first.
    @Transactional(readOnly = true)
    public List<Reading> all() {
        return jdbc.sql("""
                SELECT c.language, c.customers, t.read_at, u.name AS read_by, l.run_id, l.id AS letter
                  FROM (SELECT language, count(*)::int AS customers FROM customer WHERE company_id = current_company() GROUP BY language) c
                  LEFT JOIN template_reading t ON t.company_id = current_company() AND t.language = c.language
                  LEFT JOIN app_user u ON u.id = t.read_by
                  LEFT JOIN LATERAL (SELECT l.run_id, l.id FROM reminder_letter l
                                      WHERE l.company_id = current_company() AND l.language = c.language AND l.state <> 'dropped'
                                        AND l.run_id = (SELECT max(id) FROM reminder_run WHERE company_id = current_company() AND customers IS NULL)
                                      ORDER BY l.id LIMIT 1) l ON true
                 ORDER BY c.customers DESC, c.language
                """)
                .query((row, n) -> new Reading(
                        row.getString("language"),
                        row.getInt("customers"),
                        Optional.ofNullable(row.getObject("read_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant),
                        Optional.ofNullable(row.getString("read_by")),
                        number(row.getLong("run_id")),
                        number(row.getLong("letter"))))
                .list();
    }

    /// The actor has read the letters in that language.
    /// @throws Refusal if no customer is written to in it
    @Transactional
    public void read(String language) {
        if (all().stream().noneMatch(r -> r.language().equals(language))) {
            throw Refusal.notFound("schedule.template.language");
        }
        jdbc.sql("""
                INSERT INTO template_reading (company_id, language, read_at, read_by)
                VALUES (current_company(), :language, :now, current_actor())
                    ON CONFLICT (company_id, language) DO UPDATE SET read_at = EXCLUDED.read_at, read_by = EXCLUDED.read_by
                """)
                .param("language", language)
                .param("now", OffsetDateTime.now(clock.withZone(ZoneOffset.UTC)))
                .update();
    }

    /// The letters of a language have been changed: whoever read them read others.
    @Transactional
    public void changed(String language) {
        jdbc.sql("DELETE FROM template_reading WHERE company_id = current_company() AND language = :language")
                .param("language", language)
                .update();
    }

    private static OptionalLong number(long key) {
        return key == 0 ? OptionalLong.empty() : OptionalLong.of(key);
    }
}
