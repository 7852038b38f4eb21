package org.kvit.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/// The program's clock, which can be set back while the demo's past is made.
final class TimeTravel extends Clock {
    private final Clock now;
    private volatile Duration back = Duration.ZERO;

    TimeTravel(Clock now) {
        this.now = now;
    }

    /// Does something so many days ago.
    void daysAgo(int days, Runnable work) {
        back = Duration.ofDays(days);
        try {
            work.run();
        } finally {
            back = Duration.ZERO;
        }
    }

    @Override
    public Instant instant() {
        return now.instant().minus(back);
    }

    @Override
    public ZoneId getZone() {
        return now.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(now.withZone(zone), back.negated());
    }
}
