package org.kvit.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Ten years of simulated time, two programs with one memory that stop and start again as they like.
class FiringDecisionProperties {
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    private static final int DAYS = 3653;
    /// Every zone that a member state of the European Union keeps, overseas too.
    static final Map<String, List<String>> EUROPE = Map.ofEntries(
            Map.entry("AT", List.of("Europe/Vienna")),
            Map.entry("BE", List.of("Europe/Brussels")),
            Map.entry("BG", List.of("Europe/Sofia")),
            Map.entry("CY", List.of("Asia/Nicosia", "Asia/Famagusta")),
            Map.entry("CZ", List.of("Europe/Prague")),
            Map.entry("DE", List.of("Europe/Berlin", "Europe/Busingen")),
            Map.entry("DK", List.of("Europe/Copenhagen")),
            Map.entry("EE", List.of("Europe/Tallinn")),
            Map.entry("ES", List.of("Europe/Madrid", "Africa/Ceuta", "Atlantic/Canary")),
            Map.entry("FI", List.of("Europe/Helsinki", "Europe/Mariehamn")),
            Map.entry(
                    "FR",
                    List.of(
                            "Europe/Paris",
                            "America/Cayenne",
                            "America/Guadeloupe",
                            "America/Martinique",
                            "America/Marigot",
                            "Indian/Reunion",
                            "Indian/Mayotte")),
            Map.entry("GR", List.of("Europe/Athens")),
            Map.entry("HR", List.of("Europe/Zagreb")),
            Map.entry("HU", List.of("Europe/Budapest")),
            Map.entry("IE", List.of("Europe/Dublin")),
            Map.entry("IT", List.of("Europe/Rome")),
            Map.entry("LT", List.of("Europe/Vilnius")),
            Map.entry("LU", List.of("Europe/Luxembourg")),
            Map.entry("LV", List.of("Europe/Riga")),
            Map.entry("MT", List.of("Europe/Malta")),
            Map.entry("NL", List.of("Europe/Amsterdam")),
            Map.entry("PL", List.of("Europe/Warsaw")),
            Map.entry("PT", List.of("Europe/Lisbon", "Atlantic/Azores", "Atlantic/Madeira")),
            Map.entry("RO", List.of("Europe/Bucharest")),
            Map.entry("SE", List.of("Europe/Stockholm")),
            Map.entry("SI", List.of("Europe/Ljubljana")),
            Map.entry("SK", List.of("Europe/Bratislava")));

    @Property(tries = 43)
    void each_planned_day_is_made_once_never_on_a_day_that_is_off_and_never_before_its_time(
            @ForAll("calendars") ReminderCalendar calendar, @ForAll long seed) {
        var world = new World(calendar, new Random(seed));
        world.tenYears();
        assertThat(world.wrong).isEmpty();
        for (var day = FIRST; day.isBefore(FIRST.plusDays(DAYS)); day = day.plusDays(1)) {
            var times = world.made.getOrDefault(day, 0);
            if (!calendar.isWorkingDay(day) || !world.someoneWasUp(day)) {
                assertThat(times).as("%s is off, or nobody was there", day).isZero();
            } else {
                assertThat(times).as("%s is planned", day).isEqualTo(1);
            }
        }
    }

    @Provide
    Arbitrary<ReminderCalendar> calendars() {
        var places = Arbitraries.of(EUROPE.entrySet().stream()
                .flatMap(e -> e.getValue().stream().map(zone -> Map.entry(e.getKey(), zone)))
                .toList());
        // The hours in which the clocks are changed come up often.
        var times = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(2, Arbitraries.integers().between(0, 4 * 60)),
                net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(0, 24 * 60 - 1)));
        var weeks = Arbitraries.of("aiaiann", "aaaaaaa", "aaaaann", "nnanana", "iiiiiii", "annnnna");
        return Combinators.combine(places, times, weeks, Arbitraries.of(true, false))
                .as((place, minute, week, holidays) -> new ReminderCalendar(
                        Calendars.schedule(
                                week, LocalTime.ofSecondOfDay(minute * 60L).toString(), holidays),
                        ZoneId.of(place.getValue()),
                        place.getKey(),
                        List.of(new ClosedDays(1, LocalDate.of(2026, 7, 6), LocalDate.of(2026, 7, 19), "summer"))));
    }

    /// What the database remembers, and what happened.
    private static final class World {
        private final ReminderCalendar calendar;
        private final Random random;
        private final Map<LocalDate, Integer> made = new TreeMap<>();
        private final Map<LocalDate, Boolean> sent = new HashMap<>();
        private final Map<LocalDate, Instant> lastLook = new HashMap<>();
        private final StringBuilder wrong = new StringBuilder();
        private Optional<LocalDate> done = Optional.empty();
        private Instant lookAt = Instant.MIN;

        World(ReminderCalendar calendar, Random random) {
            this.calendar = calendar;
            this.random = random;
        }

        /// A day looks like any day to programs that look every few hours; about its moment they look
        /// all the time,
        /// unless both are down; after that they come back, the same day or not.
        void tenYears() {
            for (var day = FIRST; day.isBefore(FIRST.plusDays(DAYS)); day = day.plusDays(1)) {
                var begin = day.atStartOfDay(calendar.zone()).toInstant();
                var end = day.plusDays(1).atStartOfDay(calendar.zone()).toInstant();
                var moment = calendar.moment(day);
                look(begin.plus(part(begin, end, 0.1)));
                boolean down = random.nextInt(10) == 0;
                if (!down) {
                    for (long millis : new long[] {-3_600_000, -1000, -1, 0, 0, 1000, 3_600_000, 3_700_000}) {
                        var at = moment.plusMillis(millis);
                        if (at.atZone(calendar.zone()).toLocalDate().equals(day)) {
                            look(at);
                        }
                    }
                }
                if (!down || random.nextBoolean()) {
                    look(end.minus(part(begin, end, 0.3)));
                }
            }
        }

        boolean someoneWasUp(LocalDate day) {
            return Optional.ofNullable(lastLook.get(day))
                    .filter(at -> !at.isBefore(calendar.moment(day)))
                    .isPresent();
        }

        private Duration part(Instant begin, Instant end, double most) {
            return Duration.ofMillis((long) (Duration.between(begin, end).toMillis() * most * random.nextDouble()));
        }

        private void look(Instant now) {
            var today = now.atZone(calendar.zone()).toLocalDate();
            lastLook.merge(today, now, (a, b) -> a.isAfter(b) ? a : b);
            if (now.isBefore(lookAt)) {
                return; // as the database is asked
            }
            switch (FiringDecision.at(now, calendar, Instant.MIN, done, d -> sent.getOrDefault(d, false))) {
                case FiringDecision.Await pause -> lookAt = pause.until().orElse(Instant.MAX);
                case FiringDecision.Skip skip -> deal(skip.day(), now, today);
                case FiringDecision.Fire fire -> {
                    deal(fire.day(), now, today);
                    sent.put(fire.day(), random.nextBoolean());
                }
            }
        }

        private void deal(LocalDate day, Instant now, LocalDate today) {
            made.merge(day, 1, Integer::sum);
            done = Optional.of(day);
            lookAt = Instant.MIN; // the other program looks at once
            if (!day.equals(today) || now.isBefore(calendar.moment(day))) {
                wrong.append(day).append(" at ").append(now).append('\n');
            }
        }
    }
}
