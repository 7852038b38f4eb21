package org.kvit.banklink;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// When a link is read.
///
/// @param everyMinutes 1 to 1440
/// @param hours only within these
public record Timetable(int everyMinutes, Optional<Hours> hours) {
    static final int LONGEST_MINUTES = 1440;
    /// So long may a pause grow that is made after failures.
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);
    private static final int MOST_DOUBLINGS = 10;

    /// Hours of the company's day. @param to the first hour that is out again; past midnight if it is smaller
    public record Hours(int from, int to) {
        boolean include(int hour) {
            return from <= to ? hour >= from && hour < to : hour >= from || hour < to;
        }
    }

    /// When to read next after a poll that ended now. After polls that failed, the pauses double, up to six hours.
    /// @param failures in a row, 0 or more
    Instant next(Instant now, int failures, ZoneId zone) {
        var usual = Duration.ofMinutes(everyMinutes);
        var longest = usual.compareTo(LONGEST_PAUSE) > 0 ? usual : LONGEST_PAUSE;
        var grown = usual.multipliedBy(1L << Math.clamp(failures - 1L, 0, MOST_DOUBLINGS));
        return within(now.plus(grown.compareTo(longest) < 0 ? grown : longest), zone);
    }

    /// This moment, or the first one after it that lies within the hours.
    Instant within(Instant moment, ZoneId zone) {
        var local = moment.atZone(zone);
        if (hours.isEmpty() || hours.get().include(local.getHour())) {
            return moment;
        }
        var hour = local.truncatedTo(ChronoUnit.HOURS);
        while (!hours.get().include(hour.getHour())) {
            hour = hour.plusHours(1); // on the time line: also where the clocks are changed
        }
        return hour.toInstant();
    }
}
