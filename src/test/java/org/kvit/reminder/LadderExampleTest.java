package org.kvit.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kvit.base.Money;

/// The example that must work as written: level 1 from 1 to 13 days, once per invoice; level 2 from 14 to 29,
/// repeatedly; level 3 from 30, repeatedly.
class LadderExampleTest {
    private static final LocalDate DUE = LocalDate.of(2026, 3, 2);
    private static final ReminderPolicy LADDER = new ReminderPolicy(List.of(
            Items.level(1, 1, 13, new Repeat.Once(), "0"),
            Items.level(2, 14, 29, new Repeat.Every(7, OptionalInt.empty()), "0"),
            Items.level(3, 30, -1, new Repeat.Every(7, OptionalInt.empty()), "0")));

    @Test
    void with_a_run_on_every_day_each_level_goes_out_on_its_days() {
        assertThat(remindedOn(IntStream.rangeClosed(-5, 60)))
                .containsExactly(
                        "level 1: days [1]", "level 2: days [14, 21, 28]", "level 3: days [30, 37, 44, 51, 58]");
    }

    @Test
    void nothing_goes_out_before_the_day_after_the_due_date() {
        assertThat(remindedOn(IntStream.rangeClosed(-30, 0))).isEmpty();
    }

    @Test
    void level_1_goes_out_once_however_many_runs_there_are_in_its_days() {
        assertThat(remindedOn(IntStream.rangeClosed(1, 13))).containsExactly("level 1: days [1]");
    }

    @Test
    void a_run_that_comes_late_sends_the_level_that_the_invoice_is_in_and_no_earlier_one() {
        assertThat(remindedOn(IntStream.of(20, 22, 27, 33, 90)))
                .containsExactly("level 2: days [20, 27]", "level 3: days [33, 90]");
    }

    @Test
    void on_fridays_only_a_repeated_level_goes_out_weekly() {
        // Due on a Monday: the first Friday is its fourth day overdue.
        assertThat(remindedOn(IntStream.iterate(4, day -> day < 47, day -> day + 7)))
                .containsExactly("level 1: days [4]", "level 2: days [18, 25]", "level 3: days [32, 39, 46]");
    }

    @Test
    void an_invoice_in_each_level_makes_three_letters_to_one_customer_and_no_more() {
        var items = List.of(
                due(1, DUE.minusDays(5)),
                due(2, DUE.minusDays(6)),
                due(3, DUE.minusDays(20)),
                due(4, DUE.minusDays(45)));
        var letters = plan(items, DUE).letters();
        assertThat(letters)
                .extracting(l -> l.level().level() + " "
                        + l.items().stream().map(OpenItem::number).toList())
                .containsExactly("1 [RK-2, RK-1]", "2 [RK-3]", "3 [RK-4]");
    }

    /// The days overdue on which one invoice was reminded, by level, if runs are sent on these days.
    private static List<String> remindedOn(IntStream days) {
        var item = new OpenItem[] {due(1, DUE)};
        var reminded = new TreeMap<Integer, List<Integer>>();
        days.forEach(day -> {
            var today = DUE.plusDays(day);
            plan(List.of(item[0]), today).letters().forEach(letter -> {
                int level = letter.level().level();
                reminded.computeIfAbsent(level, _ -> new ArrayList<>()).add(day);
                item[0] = after(item[0], level, today);
            });
        });
        return reminded.entrySet().stream()
                .map(e -> "level " + e.getKey() + ": days " + e.getValue())
                .toList();
    }

    private static ReminderPlan plan(List<OpenItem> items, LocalDate today) {
        return ReminderPlanner.plan(
                Items.customer("info@vedu.example"), items, LADDER, new Circumstances(today, today, 3, "EUR"));
    }

    private static OpenItem due(int number, LocalDate due) {
        var item = Items.overdue(number);
        return new OpenItem(
                item.id(),
                item.customer(),
                "RK-" + number,
                due.minusDays(14),
                due,
                item.total(),
                Money.of("100.00", "EUR"),
                item.reference(),
                item.sentOn(),
                item.hold(),
                item.promisedOn(),
                item.remindedOn(),
                item.counts());
    }

    private static OpenItem after(OpenItem item, int level, LocalDate today) {
        var counts = new HashMap<>(item.counts());
        int before = Optional.ofNullable(counts.get(level))
                .map(OpenItem.Count::count)
                .orElse(0);
        counts.put(level, new OpenItem.Count(before + 1, Optional.of(today)));
        return Items.with(item, item.open(), item.sentOn(), item.hold(), item.promisedOn(), Optional.of(today), counts);
    }
}
