package org.kvit.mail;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.context.WebApplicationContext;

/// Sends what stands in the outbox, for all companies. Any number of processes may do so on one database: each
/// claims what nobody else has.
///
/// While the program serves it always runs (unless `kvit.mail.worker` is false); the command line lets it
/// [#drain].
@Component
public class MailWorker implements SmartLifecycle {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Shift.Tools tools;
    private final boolean always;
    private @Nullable Shift shift;

    MailWorker(Shift.Tools tools, ApplicationContext context, @Value("${kvit.mail.worker:true}") boolean always) {
        this.tools = tools;
        this.always = always && context instanceof WebApplicationContext;
    }

    /// Works until nothing of the bound company's mail is left to do now, or for so long.
    /// @return what is left: mails that wait for a later attempt, and, if the time was too short, some that are
    /// due
    public Queue drain(Duration atMost) {
        boolean ours = !isRunning();
        start();
        try {
            long end = System.nanoTime() + atMost.toNanos();
            var queue = tools.custody().queue();
            while (queue.now() > 0 && System.nanoTime() < end) {
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
                queue = tools.custody().queue();
            }
            return queue;
        } finally {
            if (ours) {
                stop();
            }
        }
    }

    @Override
    public boolean isAutoStartup() {
        return always;
    }

    @Override
    public synchronized void start() {
        if (shift == null) {
            shift = Shift.begin(tools);
        }
    }

    /// Lets what is being handed over get its answer, and puts back what was only claimed.
    @Override
    public synchronized void stop() {
        if (shift != null) {
            shift.end();
            shift = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return shift != null;
    }
}
