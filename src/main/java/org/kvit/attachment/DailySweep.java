package org.kvit.attachment;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Actor;
import org.kvit.base.CompanyId;
import org.kvit.company.Companies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.context.WebApplicationContext;

/// Sweeps out once a day, while the program serves, what deletions and uploads left that were cut
/// off.
@Component
class DailySweep implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(DailySweep.class);
    private static final Duration AFTER_START = Duration.ofMinutes(10);

    private final Companies companies;
    private final UnnamedContents contents;
    private final AttachmentStore store;
    private final boolean serving;
    private @Nullable ScheduledExecutorService days;

    DailySweep(Companies companies, UnnamedContents contents, AttachmentStore store, ApplicationContext context) {
        this.companies = companies;
        this.contents = contents;
        this.store = store;
        this.serving = context instanceof WebApplicationContext;
    }

    @Override
    public boolean isAutoStartup() {
        return serving;
    }

    @Override
    public synchronized void start() {
        if (days == null) {
            days = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("attachment-sweep").factory());
            var _ = days.scheduleWithFixedDelay(
                    this::sweep, AFTER_START.toMinutes(), TimeUnit.DAYS.toMinutes(1), TimeUnit.MINUTES);
        }
    }

    @Override
    public synchronized void stop() {
        if (days != null) {
            days.shutdownNow();
            days = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return days != null;
    }

    /// What fails keeps nothing else from being swept: tomorrow is another day.
    void sweep() {
        attempt("leftovers of uploads", () -> store.dropLeftovers(Instant.now().minus(Duration.ofDays(1))));
        attempt("what no attachment names any more", () -> companies.all().forEach(this::sweep));
    }

    private void sweep(CompanyId company) {
        attempt("company " + company.value(), () -> Actor.job(company).run(contents::sweep));
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void attempt(String what, Work work) {
        try {
            work.run();
        } catch (IOException | RuntimeException e) {
            log.warn("could not be swept out: {}", what, e);
        }
    }
}
