package org.kvit.schedule;

import java.util.List;
import org.kvit.base.Words;

/// How far the set-up is.
///
/// @param items all of them, in the order in which one does them
public record SetupState(List<Entry> items) {
    /// @param fact in words: what was found, or what is missing
    public record Entry(SetupItem item, boolean done, Words fact) {}

    public boolean complete() {
        return items.stream().allMatch(Entry::done);
    }

    public int done() {
        return (int) items.stream().filter(Entry::done).count();
    }

    /// What is missing, in words, but for the statements: these hold up the run at hand and no more.
    public List<Words> undone() {
        return items.stream()
                .filter(e -> !e.done() && e.item() != SetupItem.STATEMENTS)
                .map(e -> Words.of("schedule.setup." + e.item().code()))
                .toList();
    }
}
