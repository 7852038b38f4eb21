package org.kvit.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Actor;
import org.kvit.base.CompanyId;
import org.kvit.reminder.Dispatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/// Looks once a second, by one query, which companies' schedules are due, and has it done. Any number of
/// programs may
/// do so on one database.
@Component
class Lookout implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Lookout.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    /// A company whose run could not be made is left in peace for so long.
    private static final Duration AFTER_TROUBLE = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Firings firings;
    private final Dispatcher dispatcher;
    private final boolean always;
    private final Map<CompanyId, Instant> inTrouble = new ConcurrentHashMap<>();
    private @Nullable Thread thread;

    Lookout(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock,
            Firings firings,
            Dispatcher dispatcher,
            ApplicationContext context,
            @Value("${kvit.schedule.worker:true}") boolean always) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.firings = firings;
        this.dispatcher = dispatcher;
        this.always = always && context instanceof WebApplicationContext;
    }

    @Override
    public boolean isAutoStartup() {
        return always;
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            thread = Thread.ofVirtual().name("schedule").start(this::look);
        }
    }

    /// What is being done is finished, or undone as a whole.
    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void look() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                lookOnce(clock.instant());
                Thread.sleep(BETWEEN_LOOKS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// What fails now is looked at again in a moment.
    void lookOnce(Instant now) {
        try {
            due(now).stream()
                    .filter(company ->
                            !inTrouble.getOrDefault(company, Instant.MIN).isAfter(now))
                    .forEach(company -> Actor.job(company).run(() -> lookAt(company, now)));
        } catch (RuntimeException e) {
            log.warn("schedules of reminders can't be looked at for now: {}", e.getMessage());
        }
    }

    private List<CompanyId> due(Instant now) {
        return Objects.requireNonNull(transaction.execute(_ -> jdbc.sql("SELECT companies_with_due_reminders(:now)")
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .query((row, n) -> new CompanyId(row.getLong(1)))
                .list()));
    }

    private void lookAt(CompanyId company, Instant now) {
        try {
            firings.look(now)
                    .filter(firing -> firing.outcome() == Firing.Outcome.SENT)
                    .flatMap(Firing::run)
                    .ifPresent(dispatcher::begin);
            inTrouble.remove(company);
        } catch (ConcurrencyFailureException another) {
            log.debug("another program looked at company {}", company.value(), another);
        } catch (RuntimeException e) {
            inTrouble.put(company, now.plus(AFTER_TROUBLE));
            log.warn(
                    "the reminder run of company {} could not be made; it is tried again: {}",
                    company.value(),
                    e.getMessage());
        }
    }
}
