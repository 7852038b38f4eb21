package org.kvit.mail;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// Notes in the database what has happened in the world, also when the database is away for a while: what isn't
/// noted would have to count as unknown.
final class Perseverance {
    private static final Logger log = LoggerFactory.getLogger(Perseverance.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private Perseverance() {}

    /// Repeats the work each second until the database takes it. When the program stops, it is tried once more
    /// and no longer.
    /// @param work may be done twice: a commit whose answer was lost is repeated
    static void until(BooleanSupplier stopping, Runnable work) {
        while (true) {
            boolean last = stopping.getAsBoolean();
            try {
                work.run();
                return;
            } catch (DataAccessException | TransactionException e) {
                log.warn("what became of a mail can't be noted yet: {}", e.getMessage());
                if (last) {
                    return;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
