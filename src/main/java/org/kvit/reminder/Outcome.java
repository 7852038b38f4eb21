package org.kvit.reminder;

import java.util.Optional;
import org.kvit.base.Words;

/// What happens to one unpaid invoice in a run: exactly one of the two, and if it is left out, why.
public sealed interface Outcome {
    OpenItem item();

    record Included(OpenItem item, ReminderLevel level) implements Outcome {}

    /// @param level the level whose turn it would be, if any
    record LeftOut(OpenItem item, Optional<ReminderLevel> level, Words reason) implements Outcome {}
}
