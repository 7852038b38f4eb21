package org.kvit.mail;

import java.time.Duration;
import java.util.List;

/// When a mail is tried again that couldn't leave for now: after growing pauses, and not for ever.
final class Retries {
    /// Attempts in all. With the pauses below, the last is made about a day and a half after the first.
    static final int MOST = 12;

    private static final List<Duration> PAUSES = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(60),
            Duration.ofMinutes(240));

    private Retries() {}

    /// @param attempts made so far, 1 or more; from [#MOST] on there is no next one
    static Duration pauseAfter(int attempts) {
        return PAUSES.get(Math.min(attempts, PAUSES.size()) - 1);
    }
}
