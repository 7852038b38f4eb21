package org.kvit.schedule;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.kvit.base.Refusal;
import org.kvit.base.UserId;
import org.kvit.base.Words;

/// A schedule as it is entered: texts, so that a form with a fault comes back as it was.
///
/// @param rules from Monday on
public record ScheduleForm(
        String mode, String at, List<String> rules, boolean holidays, boolean notice, List<String> mailTo) {

    static ScheduleForm of(ReminderSchedule schedule) {
        return new ScheduleForm(
                schedule.mode().code(),
                schedule.at().toString(),
                Arrays.stream(DayOfWeek.values())
                        .map(day -> schedule.rule(day).code())
                        .toList(),
                schedule.holidays(),
                schedule.notice(),
                schedule.mailTo().stream().map(p -> Long.toString(p.value())).toList());
    }

    static ScheduleForm of(Map<String, String[]> fields) {
        return new ScheduleForm(
                one(fields, "mode"),
                one(fields, "at"),
                Arrays.stream(DayOfWeek.values())
                        .map(day -> one(fields, "rule-" + day.getValue()))
                        .toList(),
                fields.containsKey("holidays"),
                fields.containsKey("notice"),
                List.of(fields.getOrDefault("mailTo", new String[0])));
    }

    /// @throws Refusal naming each field that won't do
    ReminderSchedule schedule() {
        var faults = new ArrayList<Refusal.Fault>();
        var read = new ReminderSchedule(mode(faults), time(faults), rules(faults), holidays, notice, people(faults));
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        return read;
    }

    private Mode mode(List<Refusal.Fault> faults) {
        return Mode.of(mode).orElseGet(() -> {
            faults.add(new Refusal.Fault("mode", Words.of("schedule.mode.unknown")));
            return Mode.OFF;
        });
    }

    private LocalTime time(List<Refusal.Fault> faults) {
        try {
            if (at.matches("\\d{2}:\\d{2}")) {
                return LocalTime.parse(at);
            }
        } catch (DateTimeParseException _) {
            // said below
        }
        faults.add(new Refusal.Fault("at", Words.of("schedule.at.bad")));
        return ReminderSchedule.STANDARD.at();
    }

    private Map<DayOfWeek, WeekdayRule> rules(List<Refusal.Fault> faults) {
        var read = new EnumMap<DayOfWeek, WeekdayRule>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            WeekdayRule.of(rules.get(day.getValue() - 1)).ifPresent(rule -> read.put(day, rule));
        }
        if (read.size() < DayOfWeek.values().length) {
            faults.add(new Refusal.Fault("rules", Words.of("schedule.rules.unknown")));
        }
        return read;
    }

    private List<UserId> people(List<Refusal.Fault> faults) {
        if (mailTo.size() > 50 || !mailTo.stream().allMatch(id -> id.matches("\\d{1,18}"))) {
            faults.add(new Refusal.Fault("mailTo", Words.of("schedule.mailTo.nobody")));
            return List.of();
        }
        return mailTo.stream()
                .distinct()
                .map(id -> new UserId(Long.parseLong(id)))
                .toList();
    }

    private static String one(Map<String, String[]> fields, String name) {
        return fields.getOrDefault(name, new String[] {""})[0];
    }
}
