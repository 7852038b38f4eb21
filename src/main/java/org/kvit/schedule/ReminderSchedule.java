package org.kvit.schedule;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.kvit.base.UserId;

/// When a company's reminder runs are made by themselves.
///
/// @param at time of day where the company is, to the minute
/// @param rules one for each day of the week
/// @param holidays whether public holidays of the company's country are left out
/// @param notice whether whoever is signed in is told in the browser
/// @param mailTo people of the company who get an e-mail about each proposal
public record ReminderSchedule(
        Mode mode,
        LocalTime at,
        Map<DayOfWeek, WeekdayRule> rules,
        boolean holidays,
        boolean notice,
        List<UserId> mailTo) {

    /// What is proposed to a company that has not said anything: Monday, Wednesday, Friday; the days
    /// between only if
    /// nothing was sent on the working day before.
    public static final ReminderSchedule STANDARD = new ReminderSchedule(
            Mode.OFF,
            LocalTime.of(9, 0),
            Map.of(
                    DayOfWeek.MONDAY, WeekdayRule.ALWAYS,
                    DayOfWeek.TUESDAY, WeekdayRule.IF_NOT_SENT,
                    DayOfWeek.WEDNESDAY, WeekdayRule.ALWAYS,
                    DayOfWeek.THURSDAY, WeekdayRule.IF_NOT_SENT,
                    DayOfWeek.FRIDAY, WeekdayRule.ALWAYS,
                    DayOfWeek.SATURDAY, WeekdayRule.NEVER,
                    DayOfWeek.SUNDAY, WeekdayRule.NEVER),
            true,
            true,
            List.of());

    public ReminderSchedule {
        var all = new EnumMap<DayOfWeek, WeekdayRule>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            all.put(day, rules.getOrDefault(day, WeekdayRule.NEVER));
        }
        rules = Collections.unmodifiableMap(all);
        mailTo = List.copyOf(mailTo);
    }

    public WeekdayRule rule(DayOfWeek day) {
        return rules.getOrDefault(day, WeekdayRule.NEVER);
    }

    public boolean mails(UserId person) {
        return mailTo.contains(person);
    }

    public ReminderSchedule in(Mode other) {
        return new ReminderSchedule(other, at, rules, holidays, notice, mailTo);
    }
}
