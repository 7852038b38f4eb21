package org.kvit.reminder;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kvit.base.Refusal;

/// A policy as it stands in its form: what was typed, right or wrong.
///
/// @param levels by number, from 1
public record PolicyForm(String name, List<TypedLevel> levels) {
    /// The most levels that a policy has.
    public static final int MOST = ReminderPolicy.MOST_LEVELS;

    private static final int LONGEST_TYPED = 400;

    public PolicyForm {
        levels = List.copyOf(levels);
    }

    static PolicyForm of(String name, ReminderPolicy policy) {
        return new PolicyForm(name, policy.levels().stream().map(TypedLevel::of).toList());
    }

    /// @param fields the request's, one value for each level; of ticks the number of the level, from 0
    static PolicyForm of(Map<String, String[]> fields) {
        int levels = Math.min(fields.getOrDefault("name", new String[0]).length, MOST);
        return new PolicyForm(
                at(fields, "policyName", 0),
                IntStream.range(0, levels).mapToObj(i -> level(fields, i)).toList());
    }

    private static TypedLevel level(Map<String, String[]> fields, int i) {
        return new TypedLevel(
                at(fields, "name", i),
                at(fields, "fromDays", i),
                at(fields, "toDays", i),
                at(fields, "repeat", i).equals("every"),
                at(fields, "everyDays", i),
                at(fields, "max", i),
                at(fields, "minAmount", i),
                at(fields, "minimums", i),
                channels(fields, i),
                at(fields, "template", i),
                AttachedInvoices.of(at(fields, "attach", i)).orElse(AttachedInvoices.NONE),
                at(fields, "fees", i),
                ticked(fields, "interest", i));
    }

    PolicyForm withOneMore() {
        if (levels.size() >= MOST) {
            return this;
        }
        var more = new ArrayList<>(levels);
        var last = levels.isEmpty()
                ? OptionalInt.of(0)
                : levels.getLast().readable(MOST).map(ReminderLevel::toDays).orElse(OptionalInt.empty());
        more.add(TypedLevel.next(levels.size() + 1, last));
        return new PolicyForm(name, more);
    }

    PolicyForm without(int index) {
        var fewer = new ArrayList<>(levels);
        if (index >= 0 && index < fewer.size()) {
            fewer.remove(index);
        }
        return new PolicyForm(name, fewer);
    }

    /// A level changes places with the one after it. The days stay where they are, so that no gap comes of it: what
    /// moves is what is sent on them.
    PolicyForm swapped(int index) {
        var moved = new ArrayList<>(levels);
        if (index >= 0 && index + 1 < moved.size()) {
            moved.set(index, levels.get(index + 1).onDaysOf(levels.get(index)));
            moved.set(index + 1, levels.get(index).onDaysOf(levels.get(index + 1)));
        }
        return new PolicyForm(name, moved);
    }

    /// @throws Refusal naming each field that won't do, and each gap between two levels
    ReminderPolicy policy() {
        var faults = new ArrayList<Refusal.Fault>();
        var read = new ArrayList<ReminderLevel>();
        for (int i = 0; i < levels.size(); i++) {
            read.add(levels.get(i).read(i + 1, "levels[" + i + "].", faults));
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        var policy = new ReminderPolicy(read);
        var gaps = policy.gaps();
        if (!gaps.isEmpty()) {
            throw Refusal.invalid(gaps);
        }
        return policy;
    }

    /// What of it can be drawn.
    List<ReminderLevel> readable() {
        return IntStream.range(0, levels.size())
                .boxed()
                .flatMap(i -> levels.get(i).readable(i + 1).stream())
                .toList();
    }

    private static Set<Channel> channels(Map<String, String[]> fields, int i) {
        var channels = EnumSet.noneOf(Channel.class);
        Stream.of(Channel.values()).filter(c -> ticked(fields, c.code(), i)).forEach(channels::add);
        return channels;
    }

    private static boolean ticked(Map<String, String[]> fields, String name, int i) {
        return List.of(fields.getOrDefault(name, new String[0])).contains(Integer.toString(i));
    }

    private static String at(Map<String, String[]> fields, String name, int i) {
        var values = fields.getOrDefault(name, new String[0]);
        var typed = i < values.length ? values[i].strip() : "";
        return typed.substring(0, Math.min(typed.length(), LONGEST_TYPED));
    }
}
