package org.kvit.schedule;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Calendars of a test, told in few words.
final class Calendars {
    private Calendars() {}

    /// Monday to Sunday, one letter a day: a(lways), i(f not sent), n(ever).
    static ReminderSchedule schedule(String week, String at, boolean holidays) {
        return new ReminderSchedule(Mode.PROPOSE, LocalTime.parse(at), rules(week), holidays, true, List.of());
    }

    static Map<DayOfWeek, WeekdayRule> rules(String week) {
        var rules = new EnumMap<DayOfWeek, WeekdayRule>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            rules.put(
                    day,
                    switch (week.charAt(day.getValue() - 1)) {
                        case 'a' -> WeekdayRule.ALWAYS;
                        case 'i' -> WeekdayRule.IF_NOT_SENT;
                        default -> WeekdayRule.NEVER;
                    });
        }
        return rules;
    }

    static ReminderCalendar in(String country, String zone, ReminderSchedule schedule, ClosedDays... closed) {
        return new ReminderCalendar(schedule, ZoneId.of(zone), country, List.of(closed));
    }
}
