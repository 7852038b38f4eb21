package org.kvit.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.kvit.base.Actor;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/// Runs long works beside the request that started them, in the starter's name, and keeps their progress
/// and result. A work whose program dies reads as failed half a minute later.
@Service
public class Jobs implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(Jobs.class);
    private static final Duration GOOD_BYE = Duration.ofSeconds(5);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("jobs-heart").daemon().factory());
    private final JobRecords records;

    Jobs(JobRecords records) {
        this.records = records;
    }

    /// @param name what it works on, such as a file's name; may be empty
    /// @param state `running`, `done`, `failed`
    /// @param total 0 while it isn't known
    /// @param by empty: the program itself
    public record Job(
            long id,
            String kind,
            String name,
            String state,
            long done,
            long total,
            Optional<JsonNode> result,
            Optional<Words> problem,
            Optional<String> by,
            Instant startedAt,
            Optional<Instant> finishedAt) {
        public boolean running() {
            return state.equals("running");
        }

        public boolean failed() {
            return state.equals("failed");
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
        private static final long WHOLE = 10_000;

        private final long job;
        private final long from;
        private final long to;
        private final AtomicLong written;

        private Progress(long job, long from, long to, AtomicLong written) {
            this.job = job;
            this.from = from;
            this.to = to;
            this.written = written;
        }

        public long job() {
            return job;
        }

        /// The progress of one of several parts that are done one after the other. @param part from 0
        public Progress part(int part, int of) {
            return new Progress(job, from + (to - from) * part / of, from + (to - from) * (part + 1) / of, written);
        }

        /// @param total 0 if it isn't known
        public void at(long done, long total) {
            long now = System.nanoTime();
            long last = written.get();
            if (now - last < Duration.ofMillis(250).toNanos() || !written.compareAndSet(last, now)) {
                return;
            }
            long reached = total == 0 ? from : from + (to - from) * Math.min(done, total) / total;
            Thread.ofVirtual().start(bound(Actor.current(), () -> records.note(job, reached, WHOLE)));
        }
    }

    /// Starts a work in the caller's name and returns its number at once.
    public long start(String kind, String name, Work work) {
        long id = records.open(kind, name);
        threads.execute(bound(Actor.current(), () -> {
            try {
                work(id, work);
            } catch (Exception e) {
                log.debug("job {} has kept why it failed", id, e);
            }
        }));
        return id;
    }

    /// Does a work here and now, with the same record of it: for the API and the command line, which wait.
    public Job doNow(String kind, String name, Work work) throws Exception {
        long id = records.open(kind, name);
        work(id, work);
        return find(id);
    }

    /// @throws Refusal if the bound company has no such job, or the actor may not see it
    public Job find(long id) {
        return records.find(id).orElseThrow(() -> Refusal.notFound("job.notFound"));
    }

    /// The latest works of these kinds, newest first.
    public List<Job> recent(List<String> kinds, int limit) {
        return records.recent(kinds, limit);
    }

    /// Breaks off what runs, and gives it the time to write down that it did.
    @Override
    public void destroy() throws InterruptedException {
        threads.shutdownNow();
        if (!threads.awaitTermination(GOOD_BYE.toSeconds(), TimeUnit.SECONDS)) {
            log.warn("Some tasks did not end in time; they will read as interrupted");
        }
        heart.shutdownNow();
    }

    private void work(long id, Work work) throws Exception {
        var beat = heart.scheduleAtFixedRate(
                bound(Actor.current(), () -> beat(id)),
                JobRecords.BEAT.toSeconds(),
                JobRecords.BEAT.toSeconds(),
                TimeUnit.SECONDS);
        try {
            records.finish(id, work.run(new Progress(id, 0, Progress.WHOLE, new AtomicLong())));
        } catch (Exception e) {
            records.fail(id, problem(id, e));
            throw e;
        } finally {
            beat.cancel(false);
        }
    }

    /// What the job's page will say. An interruption is taken note of here, so that it can still be written down.
    private Words problem(long id, Exception e) {
        if (Thread.interrupted() || threads.isShutdown()) {
            return Words.of("job.interrupted");
        }
        if (e instanceof Refusal refusal) {
            return refusal.words();
        }
        log.error("job {} broke", id, e);
        return Words.of("job.broke", id);
    }

    /// The next beat comes even if this one failed.
    private void beat(long id) {
        try {
            records.beat(id);
        } catch (RuntimeException e) {
            log.warn("job {} could not say that it is still at work", id, e);
        }
    }

    private static Runnable bound(Actor actor, Runnable work) {
        return () -> actor.run(work);
    }
}
