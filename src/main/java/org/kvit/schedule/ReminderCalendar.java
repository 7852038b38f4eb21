package org.kvit.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kvit.base.Words;

/// On which days a company's schedule makes a reminder run, and at which moment. Pure.
///
/// @param country whose public holidays are left out, if the schedule says so: ISO 3166-1 alpha-2
/// @param closed the company's own closed days
public record ReminderCalendar(ReminderSchedule schedule, ZoneId zone, String country, List<ClosedDays> closed) {
    /// Nobody is closed for longer; beyond it there is no next day.
    private static final int FARTHEST_DAYS = 400;

    public ReminderCalendar {
        closed = List.copyOf(closed);
    }

    public CalendarDay day(LocalDate date) {
        return shut(date)
                .map(why -> new CalendarDay(date, false, why, Optional.empty()))
                .orElseGet(() -> switch (schedule.rule(date.getDayOfWeek())) {
                    case NEVER -> new CalendarDay(date, false, Words.of("schedule.why.never"), Optional.empty());
                    case ALWAYS -> new CalendarDay(date, true, Words.of("schedule.why.always"), Optional.empty());
                    case IF_NOT_SENT -> ifNotSent(date);
                });
    }

    /// @param days 1 or more
    public List<CalendarDay> days(LocalDate from, int days) {
        return from.datesUntil(from.plusDays(days)).map(this::day).toList();
    }

    /// The first day from this one on that is not off.
    public Optional<LocalDate> next(LocalDate from) {
        return dates(from).filter(this::isWorkingDay).findFirst();
    }

    /// The moment at which a day's run is made: at the local time; if the clocks skip that, when they
    /// have skipped it;
    /// if it comes twice, the first time.
    public Instant moment(LocalDate day) {
        var local = LocalDateTime.of(day, schedule.at());
        var transition = zone.getRules().getTransition(local);
        return transition != null && transition.isGap()
                ? transition.getInstant()
                : local.atZone(zone).toInstant();
    }

    /// Days that the schedule never knows, holidays and closed days are none.
    boolean isWorkingDay(LocalDate day) {
        return schedule.rule(day.getDayOfWeek()) != WeekdayRule.NEVER
                && shut(day).isEmpty();
    }

    private CalendarDay ifNotSent(LocalDate date) {
        return workingDayBefore(date)
                .map(before ->
                        new CalendarDay(date, true, Words.of("schedule.why.ifNotSent", before), Optional.of(before)))
                .orElseGet(() -> new CalendarDay(date, true, Words.of("schedule.why.always"), Optional.empty()));
    }

    private Optional<LocalDate> workingDayBefore(LocalDate date) {
        return Stream.iterate(date.minusDays(1), d -> d.minusDays(1))
                .limit(FARTHEST_DAYS)
                .filter(this::isWorkingDay)
                .findFirst();
    }

    private static Stream<LocalDate> dates(LocalDate from) {
        return from.datesUntil(from.plusDays(FARTHEST_DAYS));
    }

    private Optional<Words> shut(LocalDate date) {
        return closed.stream()
                .filter(c -> c.include(date))
                .findFirst()
                .map(c -> c.reason().isBlank()
                        ? Words.of("schedule.why.closed")
                        : Words.of("schedule.why.closedFor", c.reason()))
                .or(() -> holiday(date).map(name -> Words.of("schedule.why.holiday", name)));
    }

    private Optional<Words> holiday(LocalDate date) {
        return schedule.holidays() ? PublicHolidays.on(country, date) : Optional.empty();
    }
}
