package org.kvit.reminder;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.kvit.base.Actor;
import org.kvit.base.CompanyId;
import org.kvit.base.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;

/// Has ordered letters written, beside the request that ordered them. What a program left unfinished
/// when it died is
/// taken
/// up by the next one that runs.
@Service
public class Dispatcher implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
    private static final int LETTERS_AT_ONCE = 50;
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().name("dispatch-", 0).daemon().factory());
    private final Set<RunId> atWork = ConcurrentHashMap.newKeySet();
    private final Map<RunId, Words> troubles = new ConcurrentHashMap<>();
    private final ReminderRuns runs;
    private final Dispatch dispatch;
    private final JdbcClient jdbc;

    Dispatcher(ReminderRuns runs, Dispatch dispatch, JdbcClient jdbc) {
        this.runs = runs;
        this.dispatch = dispatch;
        this.jdbc = jdbc;
    }

    /// Orders letters and begins to write them; returns at once. How far it is, the run tells.
    ///
    /// @param levels only these; empty: all
    /// @throws org.kvit.base.Refusal as [ReminderRuns#order]
    public void send(RunId run, Optional<Set<Integer>> levels) {
        runs.order(run, levels);
        begin(run);
    }

    /// Begins to write what was ordered. Called once the order is committed.
    public void begin(RunId run) {
        begin(Actor.current(), run);
    }

    /// [#send], and waits until all is written: for the command line.
    public void sendNow(RunId run, Optional<Set<Integer>> levels) {
        runs.order(run, levels);
        work(run);
    }

    /// Sends one letter of a run, and waits until it is written or dropped.
    /// @throws org.kvit.base.Refusal as [ReminderRuns#order]
    public void sendNow(RunId run, long letter) {
        runs.order(run, letter);
        work(run);
    }

    /// Finishes what an earlier program of the bound company left unfinished.
    public void finishOthers() {
        dispatch.beingSent().forEach(this::work);
    }

    /// Why the letters of a run wait though they are ordered, as far as this program has met it.
    /// It is tried again every few seconds.
    public Optional<Words> trouble(RunId run) {
        return Optional.ofNullable(troubles.get(run));
    }

    @EventListener
    void onReady(ApplicationReadyEvent ready) {
        if (ready.getApplicationContext() instanceof WebServerApplicationContext) {
            var _ = threads.scheduleWithFixedDelay(this::takeUp, 0, LOOK_AGAIN.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Override
    public void destroy() throws InterruptedException {
        // A batch in work is finished or, if the database goes first, undone as a whole.
        threads.shutdown();
        threads.awaitTermination(10, TimeUnit.SECONDS);
    }

    private void takeUp() {
        record Unfinished(long companyId, long runId) {}
        try {
            jdbc
                    .sql("SELECT company_id, run_id FROM runs_being_sent()")
                    .query((row, n) -> new Unfinished(row.getLong(1), row.getLong(2)))
                    .list()
                    .stream()
                    .filter(u -> !atWork.contains(new RunId(u.runId())))
                    .forEach(u -> begin(Actor.job(new CompanyId(u.companyId())), new RunId(u.runId())));
        } catch (RuntimeException e) {
            log.warn(
                    "Unfinished reminder runs could not be looked up; the next look is in {} s",
                    LOOK_AGAIN.toSeconds(),
                    e);
        }
    }

    private void begin(Actor actor, RunId run) {
        threads.execute(() -> actor.run(() -> {
            try {
                work(run);
            } catch (DataAccessException | TransactionException e) {
                log.warn(
                        "Letters of the reminder run {} wait; they are tried again every {} s: {}",
                        run.value(),
                        LOOK_AGAIN.toSeconds(),
                        WritingTrouble.reason(e));
            } catch (RuntimeException e) {
                log.error("The reminder run {} could not be sent to its end; it is taken up again", run.value(), e);
            }
        }));
    }

    private void work(RunId run) {
        if (!atWork.add(run)) {
            return;
        }
        try {
            while (!threads.isShutdown() && dispatch.batch(run, LETTERS_AT_ONCE)) {
                log.debug("Reminder run {}: a batch is written", run.value());
                troubles.remove(run);
            }
            troubles.remove(run);
        } catch (RuntimeException e) {
            troubles.put(run, WritingTrouble.words(e));
            throw e;
        } finally {
            atWork.remove(run);
        }
    }
}
