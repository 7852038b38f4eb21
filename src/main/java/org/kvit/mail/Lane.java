package org.kvit.mail;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// The way to one mail server: so many connections at most, kept open between mails. Companies that share it
/// take turns, a batch each.
final class Lane {
    private static final Duration LONGEST_REST = Duration.ofMinutes(5);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration BLINK = Duration.ofMillis(100);

    private final SmtpServer server;
    private final SmtpConnections connections;
    private final Semaphore places;
    private final ConcurrentLinkedDeque<Idle> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger unknowns = new AtomicInteger();
    private volatile long restsUntil = System.nanoTime();

    private long turn = System.nanoTime();

    Lane(SmtpServer server, SmtpConnections connections, int width) {
        this.server = server;
        this.connections = connections;
        this.places = new Semaphore(width, true);
    }

    private record Idle(SmtpConnection connection, long since) {}

    void enter() throws InterruptedException {
        places.acquire();
    }

    void leave() {
        places.release();
    }

    /// A connection that was kept, or a new one.
    /// @throws MessagingException if the server can't be reached or doesn't let us in
    SmtpConnection connection() throws MessagingException {
        var kept = idle.pollLast();
        return kept == null ? fresh() : kept.connection();
    }

    SmtpConnection fresh() throws MessagingException {
        return connections.open(server);
    }

    void keep(SmtpConnection connection) {
        if (connection.isAlive()) {
            idle.addLast(new Idle(connection, System.nanoTime()));
        }
    }

    /// Closes connections that have had nothing to do for so long.
    void closeIdle(Duration since) {
        long limit = System.nanoTime() - since.toNanos();
        for (var kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
            if (kept.since() - limit > 0) {
                idle.addFirst(kept);
                return;
            }
            kept.connection().close();
        }
    }

    /// After an answer that never came: the next mail waits a little, and longer each time in a row, so that a
    /// server which has stopped answering doesn't make a thousand mails uncertain.
    void note(Handover handover) {
        if (!(handover instanceof Handover.Unknown)) {
            unknowns.set(0);
            return;
        }
        int times = unknowns.incrementAndGet();
        var rest = Duration.ofSeconds(1L << Math.min(2 * (times - 1), 8));
        restsUntil = System.nanoTime() + (rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST).toNanos();
    }

    /// Waits for the next mail's turn, so that no more than so many a minute go; not once it is to stop.
    void pace(BooleanSupplier stopping) {
        if (server.perMinute().isEmpty()) {
            return;
        }
        long mine = next(MINUTE.toNanos() / server.perMinute().getAsInt());
        for (long wait = mine - System.nanoTime();
                wait > 0 && !stopping.getAsBoolean();
                wait = mine - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(wait, BLINK.toNanos()));
        }
    }

    private synchronized long next(long interval) {
        long now = System.nanoTime();
        long mine = turn - now > 0 ? turn : now;
        turn = mine + interval;
        return mine;
    }

    /// How long nothing is to be given to it yet; zero or less: now.
    Duration rest() {
        return Duration.ofNanos(restsUntil - System.nanoTime());
    }
}
