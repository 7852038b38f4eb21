package org.kvit.reminder;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.kvit.base.Refusal;
import org.kvit.base.Words;

/// When an unpaid invoice is reminded: levels whose ranges of days overdue don't overlap.
///
/// @param levels 1 to 9, by number
public record ReminderPolicy(List<ReminderLevel> levels) {
    static final int MOST_LEVELS = 9;
    static final int EARLIEST = -365;
    static final int LATEST = 3650;
    private static final int LONGEST_PAUSE = 365;
    private static final int MOST_REPEATS = 100;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TEMPLATE = 60;
    private static final int MOST_CURRENCIES = 20;
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());
    /// The pause of a repeated level that names none.
    public static final int USUAL_PAUSE = 7;

    /// @throws Refusal naming each level and field that won't do
    public ReminderPolicy {
        levels = List.copyOf(levels);
        var faults = faults(levels);
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
    }

    /// What a company starts with: once in the first two weeks, every week in the next two, and every
    /// week from a month
    /// on.
    ///
    /// @param name of a level by its number
    public static ReminderPolicy standard(IntFunction<String> name) {
        var weekly = new Repeat.Every(USUAL_PAUSE, OptionalInt.empty());
        return new ReminderPolicy(List.of(
                level(1, name.apply(1), 1, OptionalInt.of(13), new Repeat.Once()),
                level(2, name.apply(2), 14, OptionalInt.of(29), weekly),
                level(3, name.apply(3), 30, OptionalInt.empty(), weekly)));
    }

    /// The one whose range holds an invoice so many days overdue.
    public Optional<ReminderLevel> levelFor(long daysOverdue) {
        return levels.stream().filter(level -> level.holds(daysOverdue)).findFirst();
    }

    public Optional<ReminderLevel> level(int number) {
        return levels.stream().filter(level -> level.level() == number).findFirst();
    }

    /// The first day on which any level applies: days overdue, negative before the due date.
    public int firstDay() {
        return levels.stream().mapToInt(ReminderLevel::fromDays).min().orElse(1);
    }

    /// Days between two levels that belong to none, each with the level after it. An invoice of such days is left out
    /// with that reason; whoever makes a policy by hand hardly means it.
    List<Refusal.Fault> gaps() {
        var rising = levels.stream()
                .sorted(Comparator.comparingInt(ReminderLevel::fromDays))
                .toList();
        var gaps = new ArrayList<Refusal.Fault>();
        for (int i = 1; i < rising.size(); i++) {
            var before = rising.get(i - 1);
            var after = rising.get(i);
            int first = before.toDays().orElse(LATEST) + 1;
            if (after.fromDays() > first) {
                gaps.add(fault(
                        "levels[" + levels.indexOf(after) + "].fromDays",
                        "reminder.policy.gap",
                        before.name(),
                        after.name(),
                        first,
                        after.fromDays() - 1));
            }
        }
        return gaps;
    }

    private static ReminderLevel level(int number, String name, int from, OptionalInt to, Repeat repeat) {
        return new ReminderLevel(number, name, from, to, repeat, BigDecimal.ZERO);
    }

    private static List<Refusal.Fault> faults(List<ReminderLevel> levels) {
        var faults = new ArrayList<Refusal.Fault>();
        if (levels.isEmpty() || levels.size() > MOST_LEVELS) {
            faults.add(fault("levels", "reminder.policy.count", MOST_LEVELS));
        }
        for (int i = 0; i < levels.size(); i++) {
            var field = "levels[" + i + "].";
            faults.addAll(faults(field, levels.get(i)));
            for (int j = 0; j < i; j++) {
                faults.addAll(faults(field, levels.get(i), levels.get(j)));
            }
        }
        return faults;
    }

    private static List<Refusal.Fault> faults(String field, ReminderLevel level) {
        var faults = new ArrayList<Refusal.Fault>();
        if (level.level() < 1 || level.level() > MOST_LEVELS) {
            faults.add(fault(field + "level", "reminder.policy.number", MOST_LEVELS));
        }
        if (level.name().isBlank() || level.name().length() > LONGEST_NAME) {
            faults.add(fault(field + "name", "reminder.policy.name", LONGEST_NAME));
        }
        if (level.fromDays() < EARLIEST || level.fromDays() > LATEST) {
            faults.add(fault(field + "fromDays", "reminder.policy.from", EARLIEST, LATEST));
        }
        if (level.toDays().isPresent()
                && (level.toDays().getAsInt() < level.fromDays()
                        || level.toDays().getAsInt() > LATEST)) {
            faults.add(fault(field + "toDays", "reminder.policy.to", level.fromDays(), LATEST));
        }
        if (level.minAmount().signum() < 0
                || level.minAmount().precision() - level.minAmount().scale() > 12) {
            faults.add(fault(field + "minAmount", "reminder.policy.minAmount"));
        }
        if (level.repeat() instanceof Repeat.Every every) {
            faults.addAll(faults(field, every));
        }
        if (level.channels().isEmpty()) {
            faults.add(fault(field + "channels", "reminder.policy.channels"));
        }
        if (level.template().isBlank() || level.template().length() > LONGEST_TEMPLATE) {
            faults.add(fault(field + "template", "reminder.policy.template"));
        }
        faults.addAll(faults(field + "minimums", level.minimums(), 0));
        faults.addAll(faults(field + "fees", level.fees(), 1));
        return faults;
    }

    /// @param least the least sign that an amount has: 0 or 1
    private static List<Refusal.Fault> faults(String field, Map<String, BigDecimal> amounts, int least) {
        var faults = new ArrayList<Refusal.Fault>();
        if (amounts.size() > MOST_CURRENCIES) {
            faults.add(fault(field, "reminder.policy.currencies", MOST_CURRENCIES));
        }
        amounts.forEach((currency, amount) -> {
            if (!CURRENCIES.contains(currency)) {
                faults.add(fault(field, "reminder.policy.currency", currency));
            } else if (amount.signum() < least
                    || amount.precision() - amount.scale() > 12
                    || amount.stripTrailingZeros().scale() > 4) {
                faults.add(fault(field, "reminder.policy.amount", currency));
            }
        });
        return faults;
    }

    private static List<Refusal.Fault> faults(String field, Repeat.Every every) {
        var faults = new ArrayList<Refusal.Fault>();
        if (every.days() < 0 || every.days() > LONGEST_PAUSE) {
            faults.add(fault(field + "repeat.everyDays", "reminder.policy.every", LONGEST_PAUSE));
        }
        if (every.atMost().isPresent()
                && (every.atMost().getAsInt() < 1 || every.atMost().getAsInt() > MOST_REPEATS)) {
            faults.add(fault(field + "repeat.max", "reminder.policy.max", MOST_REPEATS));
        }
        return faults;
    }

    private static List<Refusal.Fault> faults(String field, ReminderLevel level, ReminderLevel earlier) {
        var faults = new ArrayList<Refusal.Fault>();
        if (level.level() <= earlier.level()) {
            faults.add(fault(field + "level", "reminder.policy.order", earlier.level()));
        }
        if (level.overlaps(earlier)) {
            faults.add(fault(field + "fromDays", "reminder.policy.overlap", level.name(), earlier.name()));
        }
        return faults;
    }

    private static Refusal.Fault fault(String field, String key, Object... args) {
        return new Refusal.Fault(field, Words.of(key, args));
    }
}
