package org.kvit.mail;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.kvit.base.Actor;
import org.kvit.base.CompanyId;
import org.kvit.base.Words;
import org.kvit.document.Documents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// A worker at work, from its start to its end: it looks once a second, or when the [Bell] rings, for companies
/// with mail that is due, and puts up to so many threads on each as its server takes connections.
final class Shift {
    private static final Logger log = LoggerFactory.getLogger(Shift.class);
    private static final int BATCH = 50;
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration BLINK = Duration.ofMillis(100);
    private static final Duration BETWEEN_SWEEPS = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofSeconds(20);
    /// What is being handed over at the end may take so long to get its answer.
    private static final Duration TO_FINISH = Duration.ofSeconds(20);

    private final Tools tools;
    private final Thread lookout = Thread.ofVirtual().name("mail").unstarted(this::look);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<SmtpServer, Lane> lanes = new ConcurrentHashMap<>();
    private final Map<CompanyId, Semaphore> hands = new ConcurrentHashMap<>();
    private volatile boolean ending;
    private volatile Optional<WorkerNumber> number = Optional.empty();
    private long swept = System.nanoTime() - BETWEEN_SWEEPS.toNanos();
    private boolean inTrouble;

    private Shift(Tools tools) {
        this.tools = tools;
    }

    /// @param width connections to one mail server at a time, 1 or more
    @Component
    record Tools(
            DataSource database,
            Custody custody,
            Documents documents,
            MailServers servers,
            SmtpConnections connections,
            Bell bell,
            @Value("${kvit.smtp.connections:2}") int width) {}

    static Shift begin(Tools tools) {
        var shift = new Shift(tools);
        shift.lookout.start();
        return shift;
    }

    void end() {
        ending = true;
        tools.bell().ring();
        try {
            lookout.join();
            threads.shutdown();
            if (!threads.awaitTermination(TO_FINISH.toSeconds(), TimeUnit.SECONDS)) {
                threads.shutdownNow(); // closes their connections: what had no answer becomes uncertain
                threads.awaitTermination(TO_FINISH.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lanes.values().forEach(lane -> lane.closeIdle(Duration.ZERO));
        number.ifPresent(WorkerNumber::close);
    }

    private void look() {
        try {
            while (!ending) {
                lookOnce();
                tools.bell().await(LOOK_AGAIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookOnce() {
        try {
            tidy();
            tools.custody().companiesWithDueMail().forEach(this::put);
            inTrouble = false;
        } catch (DataAccessException | TransactionException | SQLException e) {
            if (!inTrouble) {
                log.warn("no mail can be sent for now: {}", e.getMessage());
            }
            inTrouble = true;
        }
    }

    /// Every few seconds: is our lock still ours, has another worker died, has a connection nothing to do?
    private void tidy() throws SQLException {
        if (System.nanoTime() - swept < BETWEEN_SWEEPS.toNanos()) {
            return;
        }
        if (number.isEmpty() || !number.get().isHeld()) {
            number.ifPresent(WorkerNumber::close);
            number = Optional.of(WorkerNumber.take(tools.database()));
        }
        long own = number.get().value();
        for (var held : tools.custody().inHands()) {
            if (held.worker() != own) {
                Actor.job(held.company()).run(() -> tools.custody().sweep(held.worker()));
            }
        }
        lanes.values().forEach(lane -> lane.closeIdle(IDLE));
        swept = System.nanoTime();
    }

    /// Puts as many more threads on a company's mail as may be; one that finds nothing left ends at once.
    private void put(CompanyId company) {
        var free = hands.computeIfAbsent(company, _ -> new Semaphore(tools.width()));
        while (!ending && free.tryAcquire()) {
            threads.execute(() -> {
                try {
                    Actor.job(company).run(this::work);
                } finally {
                    free.release();
                }
            });
        }
    }

    private void work() {
        try {
            boolean more = true;
            while (more && !ending) {
                var server = tools.servers().own();
                if (server.isEmpty()) {
                    tools.custody().awaitServer(Words.of("mail.problem.noServer"));
                    return;
                }
                more = batch(lane(server.get()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DataAccessException | TransactionException e) {
            log.warn("sending stops for now: {}", e.getMessage());
        } catch (RuntimeException e) {
            log.error("sending broke off", e);
        }
    }

    /// @return whether there may be more to do now
    private boolean batch(Lane lane) throws InterruptedException {
        lane.enter();
        try {
            awaitRest(lane);
            long worker = number.orElseThrow().value();
            List<Mail> mails = ending ? List.of() : tools.custody().claim(worker, BATCH);
            return !mails.isEmpty()
                    && new Delivery(tools.custody(), tools.documents(), lane, worker, mails, () -> ending).run();
        } finally {
            lane.leave();
        }
    }

    private Lane lane(SmtpServer server) {
        return lanes.computeIfAbsent(server, s -> new Lane(s, tools.connections(), tools.width()));
    }

    private void awaitRest(Lane lane) {
        for (var rest = lane.rest(); !ending && rest.isPositive(); rest = lane.rest()) {
            LockSupport.parkNanos(Math.min(rest.toNanos(), BLINK.toNanos()));
        }
    }
}
