package org.kvit.job;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.kvit.base.Actor;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Runs long works beside the request that started them, in the starter's name, and keeps their progress
/// and result.
@Service
public class Jobs implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(Jobs.class);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final TransactionTemplate transaction;

    Jobs(JdbcClient jdbc, JsonMapper json, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.json = json;
        this.transaction = transaction;
    }

    /// @param state `running`, `done`, `failed`
    /// @param total 0 while it isn't known
    public record Job(
            long id,
            String kind,
            String state,
            long done,
            long total,
            Optional<JsonNode> result,
            Optional<Words> problem) {
        public boolean running() {
            return state.equals("running");
        }

        /// 0 to 100; 0 while the total isn't known.
        public int percent() {
            return total == 0 ? 0 : (int) Math.min(100, done * 100 / total);
        }
    }

    /// A work: told where to report, it returns the result that its page will show (anything Jackson can
    /// write).
    public interface Work {
        Object run(Progress progress) throws Exception;
    }

    /// Where a work says how far it is. Calls are cheap: the row is written at most four times a second.
    public final class Progress {
        private final long job;
        private long written;

        Progress(long job) {
            this.job = job;
        }

        public long job() {
            return job;
        }

        /// @param total 0 if it isn't known
        public void at(long done, long total) {
            long now = System.nanoTime();
            if (now - written < Duration.ofMillis(250).toNanos()) {
                return;
            }
            written = now;
            Thread.ofVirtual().start(bound(Actor.current(), () -> note(job, done, total)));
        }
    }

    /// Starts a work in the caller's name and returns its number at once.
    public long start(String kind, Work work) {
        long id = open(kind);
        threads.execute(bound(Actor.current(), () -> run(id, work)));
        return id;
    }

    /// Does a work here and now, with the same record of it: for the API and the command line, which wait.
    public Job doNow(String kind, Work work) throws Exception {
        long id = open(kind);
        try {
            finish(id, work.run(new Progress(id)));
        } catch (Exception e) {
            fail(id, e);
            throw e;
        }
        return java.util.Objects.requireNonNull(transaction.execute(_ -> find(id)));
    }

    /// @throws Refusal if the bound company has no such job
    @Transactional(readOnly = true)
    public Job find(long id) {
        return jdbc.sql(
                        "SELECT id, kind, state, done, total, result, problem FROM job WHERE company_id = current_company() AND id = :id")
                .param("id", id)
                .query((row, n) -> new Job(
                        row.getLong("id"),
                        row.getString("kind"),
                        row.getString("state"),
                        row.getLong("done"),
                        row.getLong("total"),
                        Optional.ofNullable(row.getString("result")).map(json::readTree),
                        Optional.ofNullable(row.getString("problem")).map(p -> json.readValue(p, Words.class))))
                .optional()
                .orElseThrow(() -> Refusal.notFound("job.notFound"));
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }

    private void run(long id, Work work) {
        try {
            finish(id, work.run(new Progress(id)));
        } catch (Exception e) {
            fail(id, e);
        }
    }

    private long open(String kind) {
        return java.util.Objects.requireNonNull(transaction.execute(
                _ -> jdbc.sql("""
                INSERT INTO job (company_id, kind, user_id) VALUES (current_company(), :kind, current_actor()) RETURNING id
                """).param("kind", kind).query(Long.class).single()));
    }

    private void note(long id, long done, long total) {
        transaction.executeWithoutResult(_ -> jdbc.sql("""
                UPDATE job SET done = greatest(done, :done), total = :total
                 WHERE company_id = current_company() AND id = :id AND state = 'running'
                """)
                .param("done", done)
                .param("total", total)
                .param("id", id)
                .update());
    }

    private void finish(long id, Object result) {
        transaction.executeWithoutResult(_ -> jdbc.sql("""
                UPDATE job SET state = 'done', done = greatest(done, total), result = :result::jsonb, finished_at = now()
                 WHERE company_id = current_company() AND id = :id
                """)
                .param("result", json.writeValueAsString(result))
                .param("id", id)
                .update());
    }

    private void fail(long id, Exception e) {
        var words = e instanceof Refusal refusal ? refusal.words() : Words.of("job.broke", id);
        if (!(e instanceof Refusal)) {
            log.error("job {} broke", id, e);
        }
        transaction.executeWithoutResult(_ -> jdbc.sql("""
                UPDATE job SET state = 'failed', problem = :problem::jsonb, finished_at = now() WHERE company_id = current_company() AND id = :id
                """)
                .param("problem", json.writeValueAsString(words))
                .param("id", id)
                .update());
    }

    private static Runnable bound(Actor actor, Runnable work) {
        return () -> actor.run(work);
    }
}
