package org.kvit.invoice;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.kvit.ui.Page;

/// How an invoice was reminded.
///
/// @param counts by level, more than nothing; a person may have set them
/// @param sent each reminder that went out, in the order of their days
public record ReminderLog(SortedMap<Integer, Integer> counts, List<Sent> sent) {
    public static final ReminderLog NONE = new ReminderLog(new TreeMap<>(), List.of());

    /// A reminder of a level.
    public record Sent(int level, LocalDate on) {}

    public ReminderLog {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
        sent = List.copyOf(sent);
    }

    public boolean isEmpty() {
        return counts.isEmpty() && sent.isEmpty();
    }

    public Optional<LocalDate> lastOn() {
        return sent.isEmpty() ? Optional.empty() : Optional.of(sent.getLast().on());
    }

    /// `Reminder 1 – 22.10.2012, Reminder 2 – 25.10.2012`.
    public String words(Page page) {
        return sent.stream()
                .map(one -> page.text("invoice.reminderLog.entry", one.level(), page.date(one.on())))
                .collect(Collectors.joining(", "));
    }

    /// As files have it: `1:2 2:1` is level 1 twice, level 2 once.
    String codes() {
        return counts.entrySet().stream()
                .map((Map.Entry<Integer, Integer> e) -> e.getKey() + ":" + e.getValue())
                .collect(Collectors.joining(" "));
    }
}
