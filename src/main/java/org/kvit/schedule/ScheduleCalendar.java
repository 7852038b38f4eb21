package org.kvit.schedule;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The bound company's coming days as a page shows them.
@Component
class ScheduleCalendar {
    private final ReminderSchedules schedules;
    private final FiringLog log;
    private final Clock clock;

    ScheduleCalendar(ReminderSchedules schedules, FiringLog log, Clock clock) {
        this.schedules = schedules;
        this.log = log;
        this.clock = clock;
    }

    /// From today on. @param days 1 to 366
    @Transactional(readOnly = true)
    public List<PlannedDay> coming(int days) {
        var calendar = schedules.calendar();
        var today = today(calendar);
        var done = log.since(today).stream().collect(Collectors.toMap(Firing::day, Function.identity()));
        return calendar.days(today, days).stream()
                .map(day -> new PlannedDay(day, Optional.ofNullable(done.get(day.date()))))
                .toList();
    }

    /// The next moment at which a run may be made; empty if the schedule is off, or never on.
    @Transactional(readOnly = true)
    public Optional<Instant> next() {
        var calendar = schedules.calendar();
        if (calendar.schedule().mode() == Mode.OFF) {
            return Optional.empty();
        }
        var today = today(calendar);
        var now = clock.instant();
        return calendar.next(today)
                .filter(day -> !day.equals(today)
                        || (log.since(today).isEmpty() && calendar.moment(day).isAfter(now)))
                .or(() -> calendar.next(today.plusDays(1)))
                .map(calendar::moment);
    }

    private LocalDate today(ReminderCalendar calendar) {
        return LocalDate.now(clock.withZone(calendar.zone()));
    }
}
