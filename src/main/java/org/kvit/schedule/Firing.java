package org.kvit.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.kvit.base.Words;
import org.kvit.reminder.RunId;

/// What the schedule did on a day.
///
/// @param letters as proposed
/// @param reasons why an automatic run waits for a person, or why none was made
public record Firing(
        LocalDate day, Instant at, Mode mode, Outcome outcome, Optional<RunId> run, int letters, List<Words> reasons) {

    public enum Outcome {
        /// it waits for a person
        PROPOSED,
        /// it was sent without one
        SENT,
        /// nobody was to be reminded
        EMPTY,
        /// something was sent on the working day before
        SKIPPED;

        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
