package org.kvit.reminder;

import java.util.List;

/// What one customer gets: at most one letter for each level, and why its other invoices are left out.
public record ReminderPlan(List<Letter> letters, List<Outcome.LeftOut> leftOut) {
    public ReminderPlan {
        letters = List.copyOf(letters);
        leftOut = List.copyOf(leftOut);
    }

    /// @param items at least one, the oldest due date first
    public record Letter(Addressee to, ReminderLevel level, List<OpenItem> items) {
        public Letter {
            items = List.copyOf(items);
        }
    }
}
