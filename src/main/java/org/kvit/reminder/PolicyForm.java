package org.kvit.reminder;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.kvit.base.Refusal;
import org.kvit.base.Words;

/// The policy as it stands in its form: what was typed, right or wrong.
///
/// @param levels by number, from 1
public record PolicyForm(List<Level> levels) {
    /// The most levels that a policy has.
    public static final int MOST = 9;

    /// One level as typed. @param repeat whether it is sent again and again
    public record Level(
            String name,
            String fromDays,
            String toDays,
            boolean repeat,
            String everyDays,
            String max,
            String minAmount) {
        static final Level EMPTY = new Level("", "", "", true, "7", "", "0");
    }

    static PolicyForm of(ReminderPolicy policy) {
        return new PolicyForm(policy.levels().stream().map(PolicyForm::typed).toList());
    }

    /// @param fields the request's, one value for each level
    static PolicyForm of(Map<String, String[]> fields) {
        var names = fields.getOrDefault("name", new String[0]);
        var levels = new ArrayList<Level>();
        for (int i = 0; i < Math.min(names.length, MOST); i++) {
            levels.add(new Level(
                    names[i].strip(),
                    at(fields, "fromDays", i),
                    at(fields, "toDays", i),
                    at(fields, "repeat", i).equals("every"),
                    at(fields, "everyDays", i),
                    at(fields, "max", i),
                    at(fields, "minAmount", i)));
        }
        return new PolicyForm(levels);
    }

    PolicyForm withOneMore() {
        var more = new ArrayList<>(levels);
        if (more.size() < MOST) {
            more.add(Level.EMPTY);
        }
        return new PolicyForm(more);
    }

    PolicyForm without(int index) {
        var fewer = new ArrayList<>(levels);
        if (index >= 0 && index < fewer.size()) {
            fewer.remove(index);
        }
        return new PolicyForm(fewer);
    }

    /// @throws Refusal naming each field that won't do
    ReminderPolicy policy() {
        var faults = new ArrayList<Refusal.Fault>();
        var read = new ArrayList<ReminderLevel>();
        for (int i = 0; i < levels.size(); i++) {
            read.add(level(i, levels.get(i), faults));
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        return new ReminderPolicy(read);
    }

    private static ReminderLevel level(int i, Level typed, List<Refusal.Fault> faults) {
        var field = "levels[" + i + "].";
        var from = number(field + "fromDays", typed.fromDays(), faults);
        if (typed.fromDays().isEmpty()) {
            faults.add(new Refusal.Fault(field + "fromDays", Words.of("reminder.policy.from", -365, 3650)));
        }
        var to = number(field + "toDays", typed.toDays(), faults);
        var every = number(field + "repeat.everyDays", typed.everyDays(), faults);
        var max = number(field + "repeat.max", typed.max(), faults);
        var repeat =
                typed.repeat() ? new Repeat.Every(every.orElse(ReminderPolicy.USUAL_PAUSE), max) : new Repeat.Once();
        return new ReminderLevel(
                i + 1,
                typed.name(),
                from.orElse(0),
                to,
                repeat,
                amount(field + "minAmount", typed.minAmount(), faults).orElse(BigDecimal.ZERO));
    }

    private static OptionalInt number(String field, String typed, List<Refusal.Fault> faults) {
        if (typed.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.parseInt(typed.replace('−', '-')));
        } catch (NumberFormatException e) {
            faults.add(new Refusal.Fault(field, Words.of("reminder.policy.notNumber", typed)));
            return OptionalInt.empty();
        }
    }

    private static Optional<BigDecimal> amount(String field, String typed, List<Refusal.Fault> faults) {
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        if (!typed.matches("\\d{1,12}([.,]\\d{1,4})?")) {
            faults.add(new Refusal.Fault(field, Words.of("reminder.policy.minAmount")));
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(typed.replace(',', '.')));
    }

    private static Level typed(ReminderLevel level) {
        var every = level.repeat() instanceof Repeat.Every e ? Optional.of(e) : Optional.<Repeat.Every>empty();
        return new Level(
                level.name(),
                Integer.toString(level.fromDays()),
                text(level.toDays()),
                every.isPresent(),
                every.map(e -> Integer.toString(e.days())).orElse(""),
                every.map(e -> text(e.atMost())).orElse(""),
                level.minAmount().stripTrailingZeros().toPlainString());
    }

    private static String text(OptionalInt number) {
        return number.isPresent() ? Integer.toString(number.getAsInt()) : "";
    }

    private static String at(Map<String, String[]> fields, String name, int i) {
        var values = fields.getOrDefault(name, new String[0]);
        return i < values.length ? values[i].strip() : "";
    }
}
