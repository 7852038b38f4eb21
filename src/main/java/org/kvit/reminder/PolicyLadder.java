package org.kvit.reminder;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The levels of a policy as a ladder: days overdue from left to right, a step for each level, a mark for each letter.
/// Where two steps leave days out or stand on the same ones, it shows that too. Pure; in units of the picture.
///
/// @param dueX where the due date is
/// @param base where the steps stand
/// @param marks days that are written below
/// @param faults days between two levels that belong to none, or to both
public record PolicyLadder(
        int width, int height, int base, int dueX, List<Step> steps, List<Mark> marks, List<Band> faults) {
    /// For a wide screen.
    public static final int WIDE = 760;
    /// For a phone.
    public static final int NARROW = 330;

    private static final int HEIGHT = 200;
    private static final int BASE = 168;
    private static final int TOP = 34;
    private static final int MARGIN = 14;
    private static final int LABEL = 26;
    private static final int LETTER = 7;
    /// What is shown of a level without an end, and around the rest.
    private static final int OPEN_DAYS = 21;

    /// @param open it has no end
    /// @param letters where one is sent; if they would run into each other, none
    /// @param row whether they do: they are one line then
    public record Step(int number, int x, int y, int width, boolean open, List<Integer> letters, boolean row) {}

    /// @param day overdue
    public record Mark(int x, int day) {}

    /// @param twice the days belong to two levels; else to none
    public record Band(int x, int width, boolean twice) {}

    /// @param levels what of a policy can be read, whatever is wrong with the whole
    static PolicyLadder of(List<ReminderLevel> levels, int width) {
        return new Drawing(levels, width).ladder();
    }

    private static final class Drawing {
        private final List<ReminderLevel> levels;
        private final int width;
        private final int first;
        private final int last;

        private Drawing(List<ReminderLevel> levels, int width) {
            this.levels = levels.stream()
                    .sorted(Comparator.comparingInt(ReminderLevel::fromDays))
                    .toList();
            this.width = width;
            int from = levels.stream().mapToInt(ReminderLevel::fromDays).min().orElse(0);
            int to = levels.stream()
                    .mapToInt(l -> l.toDays().orElse(l.fromDays()))
                    .max()
                    .orElse(0);
            int open = levels.stream().anyMatch(l -> l.toDays().isEmpty()) ? OPEN_DAYS : 0;
            int around = Math.max(2, (Math.max(0, to) - Math.min(0, from)) / 20);
            this.first = Math.min(0, from) - around;
            this.last = Math.max(0, to) + Math.max(open, around);
        }

        private PolicyLadder ladder() {
            return new PolicyLadder(width, HEIGHT, BASE, x(0), steps(), marks(), faults());
        }

        private List<Step> steps() {
            int rise = (BASE - TOP) / Math.max(1, levels.size());
            return IntStream.range(0, levels.size())
                    .mapToObj(i -> step(levels.get(i), BASE - rise * (i + 1)))
                    .toList();
        }

        private Step step(ReminderLevel level, int y) {
            int from = x(level.fromDays());
            int wide = Math.max(2, x(end(level) + 1) - from);
            var letters = letters(level);
            boolean row = letters.size() > 1 && wide / letters.size() < LETTER;
            return new Step(level.level(), from, y, wide, level.toDays().isEmpty(), row ? List.of() : letters, row);
        }

        /// At the earliest, if a run is made every day: in the middle of their days.
        private List<Integer> letters(ReminderLevel level) {
            return switch (level.repeat()) {
                case Repeat.Once _ -> List.of(middle(level.fromDays()));
                case Repeat.Every every ->
                    IntStream.iterate(
                                    level.fromDays(), day -> day <= end(level), day -> day + Math.max(1, every.days()))
                            .limit(every.atMost().orElse(Integer.MAX_VALUE))
                            .map(this::middle)
                            .boxed()
                            .toList();
            };
        }

        private List<Mark> marks() {
            var marks = new ArrayList<Mark>();
            levels.forEach(l -> mark(marks, l.fromDays()));
            levels.forEach(l -> l.toDays().ifPresent(day -> mark(marks, day)));
            marks.sort(Comparator.comparingInt(Mark::x));
            return marks;
        }

        /// If there is room: where levels begin says more than where they end.
        private void mark(List<Mark> marks, int day) {
            int x = middle(day);
            if (marks.stream().allMatch(mark -> Math.abs(mark.x() - x) >= LABEL)) {
                marks.add(new Mark(x, day));
            }
        }

        private List<Band> faults() {
            var faults = new ArrayList<Band>();
            for (int i = 1; i < levels.size(); i++) {
                int ends = end(levels.get(i - 1)) + 1;
                int begins = levels.get(i).fromDays();
                int until = Math.min(ends, end(levels.get(i)) + 1);
                if (begins > ends) {
                    faults.add(new Band(x(ends), Math.max(2, x(begins) - x(ends)), false));
                } else if (begins < ends) {
                    faults.add(new Band(x(begins), Math.max(2, x(until) - x(begins)), true));
                }
            }
            return faults;
        }

        private int end(ReminderLevel level) {
            return level.toDays().orElse(last);
        }

        private int middle(int day) {
            return (x(day) + x(day + 1)) / 2;
        }

        private int x(int day) {
            return MARGIN + (int) ((long) (day - first) * (width - 2 * MARGIN) / (last + 1 - first));
        }
    }
}
