package org.kvit.banklink;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.kvit.base.Words;
import org.kvit.company.Companies;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// When links were read, what came of it, and when they are read next.
@Component
public class LinkPolls {
    private static final int KEPT = 100;
    /// Files that were still being written are looked at again so soon.
    private static final Duration SOON = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Companies companies;
    private final Clock clock;

    LinkPolls(JdbcClient jdbc, JsonMapper json, Companies companies, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.companies = companies;
        this.clock = clock;
    }

    /// How a link stands.
    ///
    /// @param running whether it is being read now
    /// @param polledAt empty: never yet
    /// @param reachedAt last time that the directory could be read
    /// @param failures polls in a row that could not read it
    public record State(
            boolean running,
            Optional<Instant> polledAt,
            Optional<Instant> reachedAt,
            Instant nextAt,
            int failures,
            Optional<Words> problem) {}

    /// @param by empty: the timetable
    /// @param finishedAt empty: it is under way, or its program died
    public record Poll(
            long id,
            Instant startedAt,
            Optional<Instant> finishedAt,
            Optional<String> by,
            Tally tally,
            Optional<Words> problem) {}

    /// @param imported files whose statements went in
    /// @param known files that had come before
    /// @param failed files that could not be imported
    /// @param waiting files that are still being written, or are for the next poll
    public record Tally(int imported, int known, int failed, int waiting) {
        public boolean nothing() {
            return imported + known + failed + waiting == 0;
        }
    }

    /// The links of the bound company that are to be read now.
    @Transactional(readOnly = true)
    public List<BankLinkId> due() {
        return jdbc.sql("""
                SELECT l.id
                  FROM bank_link l
                  JOIN bank_link_state s ON s.company_id = l.company_id AND s.link_id = l.id
                 WHERE l.company_id = current_company() AND l.active AND s.next_poll_at <= now()
                 ORDER BY s.next_poll_at, l.id
                """).query((row, n) -> new BankLinkId(row.getLong(1))).list();
    }

    @Transactional(readOnly = true)
    public State state(BankLinkId id) {
        boolean running = Claim.isTaken(jdbc, id);
        return jdbc.sql("SELECT * FROM bank_link_state WHERE company_id = current_company() AND link_id = :id")
                .param("id", id.value())
                .query((row, n) -> new State(
                        running,
                        instant(row, "polled_at"),
                        instant(row, "reached_at"),
                        instant(row, "next_poll_at").orElseThrow(),
                        row.getInt("failures"),
                        words(row.getString("problem"))))
                .single();
    }

    /// Newest first.
    @Transactional(readOnly = true)
    public List<Poll> latest(BankLinkId id, int limit) {
        return jdbc.sql("""
                SELECT p.*, u.name AS user_name
                  FROM bank_link_poll p
                  LEFT JOIN app_user u ON u.id = p.user_id
                 WHERE p.company_id = current_company() AND p.link_id = :id
                 ORDER BY p.id DESC
                 LIMIT :limit
                """)
                .param("id", id.value())
                .param("limit", limit)
                .query((row, n) -> new Poll(
                        row.getLong("id"),
                        instant(row, "started_at").orElseThrow(),
                        instant(row, "finished_at"),
                        Optional.ofNullable(row.getString("user_name")),
                        new Tally(
                                row.getInt("imported"),
                                row.getInt("known"),
                                row.getInt("failed"),
                                row.getInt("waiting")),
                        words(row.getString("problem"))))
                .list();
    }

    @Transactional
    public long open(BankLinkId id) {
        return jdbc.sql("""
                INSERT INTO bank_link_poll (company_id, link_id, user_id) VALUES (current_company(), :id, current_actor()) RETURNING id
                """).param("id", id.value()).query(Long.class).single();
    }

    /// Notes what came of a poll, says when the next one is, and forgets the oldest.
    @Transactional
    public void close(BankLink link, long poll, Tally tally, Optional<Words> problem) {
        jdbc.sql("""
                UPDATE bank_link_poll
                   SET finished_at = now(), imported = :imported, known = :known, failed = :failed, waiting = :waiting, problem = :problem::jsonb
                 WHERE company_id = current_company() AND id = :poll
                """)
                .param("imported", tally.imported())
                .param("known", tally.known())
                .param("failed", tally.failed())
                .param("waiting", tally.waiting())
                .param("problem", problem.map(json::writeValueAsString).orElse(null))
                .param("poll", poll)
                .update();
        int failures = problem.isEmpty() ? 0 : state(link.id()).failures() + 1;
        jdbc.sql("""
                UPDATE bank_link_state
                   SET polled_at = now(), reached_at = CASE WHEN :failures = 0 THEN now() ELSE reached_at END, failures = :failures,
                       problem = :problem::jsonb, next_poll_at = now() + :pause * interval '1 millisecond'
                 WHERE company_id = current_company() AND link_id = :id
                """)
                .param("failures", failures)
                .param("problem", problem.map(json::writeValueAsString).orElse(null))
                .param("pause", pause(link, failures, tally).toMillis())
                .param("id", link.id().value())
                .update();
        jdbc.sql("""
                DELETE FROM bank_link_poll
                 WHERE company_id = current_company() AND link_id = :id
                   AND id < (SELECT min(k.id) FROM (SELECT id FROM bank_link_poll WHERE company_id = current_company() AND link_id = :id
                                                     ORDER BY id DESC LIMIT :kept) k)
                """).param("id", link.id().value()).param("kept", KEPT).update();
    }

    private Duration pause(BankLink link, int failures, Tally tally) {
        var now = clock.instant();
        var usual = Duration.between(
                now, link.timetable().next(now, failures, companies.own().timeZone()));
        return failures == 0 && tally.waiting() > 0 && SOON.compareTo(usual) < 0 ? SOON : usual;
    }

    private Optional<Words> words(@org.jspecify.annotations.Nullable String problem) {
        return Optional.ofNullable(problem).map(p -> json.readValue(p, Words.class));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column))
                .map(t -> Objects.requireNonNull(t).toInstant());
    }
}
