package org.kvit.banklink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimetableTest {
    private static final ZoneId RIGA = ZoneId.of("Europe/Riga");

    @ParameterizedTest
    @CsvSource({
        "15, 0, PT15M",
        "15, 1, PT15M",
        "15, 2, PT30M",
        "15, 5, PT4H",
        "15, 6, PT6H",
        "15, 1000, PT6H",
        "1440, 1, PT24H",
        "1440, 9, PT24H",
        "1, 9, PT4H16M"
    })
    void pauses_double_after_failures_up_to_six_hours(int minutes, int failures, Duration pause) {
        var now = Instant.parse("2026-11-27T07:00:00Z");
        var next = new Timetable(minutes, Optional.empty()).next(now, failures, RIGA);
        assertThat(Duration.between(now, next)).isEqualTo(pause);
    }

    @ParameterizedTest
    @CsvSource({
        // Riga is two hours ahead in winter
        "6, 20, 2026-11-27T12:00:00Z, 2026-11-27T12:15:00Z",
        "6, 20, 2026-11-27T17:50:00Z, 2026-11-28T04:00:00Z",
        "6, 20, 2026-11-27T01:00:00Z, 2026-11-27T04:00:00Z",
        "22, 6, 2026-11-27T23:00:00Z, 2026-11-27T23:15:00Z",
        "22, 6, 2026-11-27T05:00:00Z, 2026-11-27T20:00:00Z",
        // the clocks go forward at 03:00 on 29 March: there is no hour 3
        "3, 4, 2026-03-28T22:00:00Z, 2026-03-30T00:00:00Z",
    })
    void outside_the_hours_it_waits_until_they_begin(int from, int to, Instant now, Instant next) {
        var timetable = new Timetable(15, Optional.of(new Timetable.Hours(from, to)));
        assertThat(timetable.next(now, 0, RIGA)).isEqualTo(next);
    }

    @Property
    void the_next_time_lies_ahead_and_within_the_hours(
            @ForAll @IntRange(min = 1, max = 1440) int minutes,
            @ForAll @IntRange(max = 23) int from,
            @ForAll @IntRange(max = 23) int to,
            @ForAll @IntRange(max = 50) int failures,
            @ForAll @LongRange(min = 1_700_000_000L, max = 1_900_000_000L) long second) {
        Assume.that(from != to);
        var now = Instant.ofEpochSecond(second);
        var hours = new Timetable.Hours(from, to);
        var next = new Timetable(minutes, Optional.of(hours)).next(now, failures, RIGA);
        assertThat(next).isAfterOrEqualTo(now.plus(Duration.ofMinutes(minutes)));
        assertThat(next).isBefore(now.plus(Duration.ofHours(50)));
        assertThat(hours.include(next.atZone(RIGA).getHour())).isTrue();
    }
}
