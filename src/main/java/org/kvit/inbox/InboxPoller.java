package org.kvit.inbox;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Actor;
import org.kvit.base.CompanyId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/// Has every company's mailbox read when it is due, while the program serves. Any number of processes may do so on one
/// database.
@Component
class InboxPoller implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(InboxPoller.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);
    private static final int AT_ONCE = 4;
    private static final int GOOD_BYE_SECONDS = 10;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final InboxReading reading;
    private final boolean always;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Set<CompanyId> inHands = ConcurrentHashMap.newKeySet();
    private @Nullable ExecutorService threads;

    InboxPoller(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            InboxReading reading,
            ApplicationContext context,
            @Value("${kvit.inbox.worker:true}") boolean always) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.reading = reading;
        this.always = always && context instanceof WebApplicationContext;
    }

    @Override
    public boolean isAutoStartup() {
        return always;
    }

    @Override
    public synchronized void start() {
        if (threads == null) {
            var fresh = Executors.newVirtualThreadPerTaskExecutor();
            threads = fresh;
            fresh.execute(() -> look(fresh));
        }
    }

    /// Breaks off what is being read: what was taken in is remembered, the rest is read at the next poll.
    @Override
    public synchronized void stop() {
        if (threads != null) {
            threads.shutdownNow();
            try {
                threads.awaitTermination(GOOD_BYE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            threads = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return threads != null;
    }

    private void look(ExecutorService readers) {
        try {
            while (!readers.isShutdown()) {
                lookOnce(readers);
                Thread.sleep(BETWEEN_LOOKS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// What fails now is looked at again in a moment.
    private void lookOnce(ExecutorService readers) {
        try {
            companies().forEach(company -> give(company, readers));
        } catch (RuntimeException e) {
            log.warn("mailboxes can't be read for now: {}", e.getMessage());
        }
    }

    private void give(CompanyId company, ExecutorService readers) {
        if (inHands.add(company)) {
            readers.execute(() -> {
                try {
                    places.acquire();
                    try {
                        Actor.job(company).run(() -> read(company));
                    } finally {
                        places.release();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    inHands.remove(company);
                }
            });
        }
    }

    private void read(CompanyId company) {
        try {
            reading.ifDue();
        } catch (RuntimeException e) {
            log.warn("the mailbox of company {} can't be read for now: {}", company.value(), e.getMessage());
        }
    }

    private List<CompanyId> companies() {
        return Objects.requireNonNull(transaction.execute(_ -> jdbc.sql("SELECT companies_with_due_inbox()")
                .query((row, n) -> new CompanyId(row.getLong(1)))
                .list()));
    }
}
