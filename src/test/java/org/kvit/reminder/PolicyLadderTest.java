package org.kvit.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kvit.reminder.Items.level;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PolicyLadderTest {
    private static final Repeat WEEKLY = new Repeat.Every(7, OptionalInt.empty());

    @Example
    void each_level_is_a_step_higher_than_the_one_before_with_a_mark_for_each_letter() {
        var ladder = ladder(Items.STANDARD.levels());
        assertThat(ladder.steps()).extracting(PolicyLadder.Step::number).containsExactly(1, 2, 3);
        assertThat(ladder.steps()).extracting(s -> s.letters().size()).startsWith(1, 3);
        assertThat(ladder.steps()).extracting(PolicyLadder.Step::open).containsExactly(false, false, true);
        for (int i = 1; i < 3; i++) {
            var before = ladder.steps().get(i - 1);
            var step = ladder.steps().get(i);
            assertThat(step.y()).isLessThan(before.y());
            assertThat(step.x()).isEqualTo(before.x() + before.width());
        }
        assertThat(ladder.dueX()).isLessThanOrEqualTo(ladder.steps().getFirst().x());
        assertThat(ladder.faults()).isEmpty();
        assertThat(ladder.marks()).extracting(PolicyLadder.Mark::day).contains(1, 14, 30);
    }

    @Example
    void a_level_that_is_sent_so_many_times_has_no_more_marks() {
        var few = ladder(List.of(level(1, 1, 60, new Repeat.Every(7, OptionalInt.of(2)), "0")));
        assertThat(few.steps().getFirst().letters()).hasSize(2);
    }

    @Example
    void letters_that_would_run_into_each_other_are_one_row() {
        var daily = ladder(List.of(level(1, 1, 300, new Repeat.Every(0, OptionalInt.empty()), "0")));
        assertThat(daily.steps().getFirst().row()).isTrue();
        assertThat(daily.steps().getFirst().letters()).isEmpty();
    }

    @Example
    void what_lies_before_the_due_date_stands_left_of_it() {
        var ladder = ladder(List.of(
                new ReminderLevel(1, "Soon", -10, OptionalInt.of(-1), new Repeat.Once(), BigDecimal.ZERO),
                level(2, 0, -1, WEEKLY, "0")));
        var first = ladder.steps().getFirst();
        assertThat(first.x() + first.width()).isEqualTo(ladder.dueX());
        assertThat(ladder.steps().getLast().x()).isEqualTo(ladder.dueX());
    }

    @Example
    void days_of_no_level_and_days_of_two_are_shown() {
        assertThat(ladder(List.of(level(1, 1, 5, WEEKLY, "0"), level(2, 9, -1, WEEKLY, "0")))
                        .faults())
                .singleElement()
                .satisfies(band -> assertThat(band.twice()).isFalse());
        assertThat(ladder(List.of(level(1, 1, 12, WEEKLY, "0"), level(2, 9, -1, WEEKLY, "0")))
                        .faults())
                .singleElement()
                .satisfies(band -> assertThat(band.twice()).isTrue());
    }

    @Property(tries = 300)
    void whatever_is_typed_the_picture_stays_within_its_frame(
            @ForAll("levels") List<ReminderLevel> levels, @ForAll boolean narrow) {
        int width = narrow ? PolicyLadder.NARROW : PolicyLadder.WIDE;
        var ladder = PolicyLadder.of(levels, width);
        assertThat(ladder.dueX()).isBetween(0, width);
        assertThat(ladder.steps()).allSatisfy(step -> {
            assertThat(step.x()).isBetween(0, width);
            assertThat(step.width()).isPositive();
            assertThat(step.x() + step.width()).isLessThanOrEqualTo(width);
            assertThat(step.y()).isBetween(0, ladder.base());
            assertThat(step.letters()).allSatisfy(x -> assertThat(x).isBetween(0, width));
        });
        assertThat(ladder.faults()).allSatisfy(band -> assertThat(band.width()).isPositive());
        for (int i = 1; i < ladder.marks().size(); i++) {
            assertThat(ladder.marks().get(i).x() - ladder.marks().get(i - 1).x())
                    .isGreaterThanOrEqualTo(26);
        }
    }

    @Provide
    Arbitrary<List<ReminderLevel>> levels() {
        var from = Arbitraries.integers().between(-365, 3650);
        var length = Arbitraries.integers().between(0, 400).injectNull(0.2);
        var every = Arbitraries.integers().between(0, 365).injectNull(0.3);
        return Combinators.combine(from, length, every)
                .as((f, l, e) -> level(
                        1,
                        f,
                        l == null ? -1 : Math.min(3650, f + l),
                        e == null ? new Repeat.Once() : new Repeat.Every(e, OptionalInt.empty()),
                        "0"))
                .filter(l -> l.toDays().isEmpty() || l.toDays().getAsInt() >= l.fromDays())
                .list()
                .ofMaxSize(9)
                .map(ArrayList::new);
    }

    private static PolicyLadder ladder(List<ReminderLevel> levels) {
        return PolicyLadder.of(levels, PolicyLadder.WIDE);
    }
}
