package org.kvit.reminder;

import java.util.OptionalInt;

/// How often a level is sent for the same invoice.
public sealed interface Repeat {
    /// One reminder of the level for each invoice.
    record Once() implements Repeat {}

    /// Again and again.
    ///
    /// @param days so many at least from one reminder to the next, 0 (at every run, once a day at most) to 365
    /// @param atMost so many reminders of the level in all, 1 to 100; empty: no limit
    record Every(int days, OptionalInt atMost) implements Repeat {}
}
