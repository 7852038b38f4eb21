package org.kvit.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.kvit.base.Words;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// The rows of the works. A work whose program has fallen silent reads as failed, whichever of several programs it
/// was: nobody has to find the dead ones and write that down for them, and one that was only slow to say so (a
/// machine that slept) reads as running again.
@Component
class JobRecords {
    /// How often a running work's program says that it is there.
    static final Duration BEAT = Duration.ofSeconds(5);

    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Words INTERRUPTED = Words.of("job.interrupted");
    private static final int LONGEST_NAME = 300;
    private static final String COLUMNS = """
            SELECT j.id, j.kind, j.name, j.done, j.total, j.result, j.problem, j.started_at, j.finished_at, u.name AS user_name,
                   CASE WHEN j.state = 'running' AND j.seen_at < now() - make_interval(secs => %d) THEN 'lost' ELSE j.state END AS state
              FROM job j
              LEFT JOIN app_user u ON u.id = j.user_id
            """.formatted(SILENCE.toSeconds());

    /// A work's page and its rejected lines name customers, whoever's they are: whoever sees only their own customers
    /// sees the works that they started.
    private static final String VISIBLE =
            " WHERE j.company_id = current_company() AND (j.user_id = current_actor() OR NOT (SELECT own_customers_only()))";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    JobRecords(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Transactional
    public long open(String kind, String name) {
        return jdbc.sql("""
                INSERT INTO job (company_id, kind, name, user_id) VALUES (current_company(), :kind, :name, current_actor()) RETURNING id
                """)
                .param("kind", kind)
                .param("name", name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME - 1) + "…" : name)
                .query(Long.class)
                .single();
    }

    @Transactional
    public void beat(long id) {
        jdbc.sql(
                        "UPDATE job SET seen_at = now() WHERE company_id = current_company() AND id = :id AND state = 'running'")
                .param("id", id)
                .update();
    }

    @Transactional
    public void note(long id, long done, long total) {
        jdbc.sql("""
                UPDATE job SET done = greatest(done, :done), total = :total, seen_at = now()
                 WHERE company_id = current_company() AND id = :id AND state = 'running'
                """).param("done", done).param("total", total).param("id", id).update();
    }

    @Transactional
    public void finish(long id, Object result) {
        jdbc.sql("""
                UPDATE job SET state = 'done', done = greatest(done, total), result = :result::jsonb, finished_at = now()
                 WHERE company_id = current_company() AND id = :id
                """)
                .param("result", json.writeValueAsString(result))
                .param("id", id)
                .update();
    }

    @Transactional
    public void fail(long id, Words problem) {
        jdbc.sql("""
                UPDATE job SET state = 'failed', problem = :problem::jsonb, finished_at = now()
                 WHERE company_id = current_company() AND id = :id
                """)
                .param("problem", json.writeValueAsString(problem))
                .param("id", id)
                .update();
    }

    @Transactional(readOnly = true)
    public Optional<Jobs.Job> find(long id) {
        return jdbc.sql(COLUMNS + VISIBLE + " AND j.id = :id")
                .param("id", id)
                .query(job())
                .optional();
    }

    /// Newest first.
    @Transactional(readOnly = true)
    public List<Jobs.Job> recent(List<String> kinds, int limit) {
        return jdbc.sql(COLUMNS + VISIBLE + """
                   AND j.kind = ANY (:kinds)
                 ORDER BY j.id DESC
                 LIMIT :limit
                """)
                .param("kinds", kinds.toArray(String[]::new))
                .param("limit", limit)
                .query(job())
                .list();
    }

    private RowMapper<Jobs.Job> job() {
        return (row, n) -> {
            boolean lost = row.getString("state").equals("lost");
            var problem = Optional.ofNullable(row.getString("problem")).map(p -> json.readValue(p, Words.class));
            return new Jobs.Job(
                    row.getLong("id"),
                    row.getString("kind"),
                    row.getString("name"),
                    lost ? "failed" : row.getString("state"),
                    row.getLong("done"),
                    row.getLong("total"),
                    Optional.ofNullable(row.getString("result")).map(json::readTree),
                    lost ? Optional.of(INTERRUPTED) : problem,
                    Optional.ofNullable(row.getString("user_name")),
                    Objects.requireNonNull(row.getTimestamp("started_at")).toInstant(),
                    Optional.ofNullable(row.getTimestamp("finished_at")).map(t -> Instant.ofEpochMilli(t.getTime())));
        };
    }
}
