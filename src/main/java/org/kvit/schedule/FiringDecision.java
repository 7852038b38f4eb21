package org.kvit.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Predicate;

/// What is to be done at a moment.
public sealed interface FiringDecision {
    /// Make that day's run.
    record Fire(LocalDate day) implements FiringDecision {}

    /// The day is done without one: on the working day before something was sent.
    record Skip(LocalDate day, LocalDate sentOn) implements FiringDecision {}

    /// Nothing before that moment; empty: nothing at all, as the calendar stands.
    record Await(Optional<Instant> until) implements FiringDecision {}

    /// A day's run is made from its moment to the end of that local day, once; a day that is over is
    /// over.
    ///
    /// @param since when the schedule was set so; moments before that are not made up
    /// @param done the last day that was dealt with
    /// @param sentOn whether a run was sent on a day
    static FiringDecision at(
            Instant now,
            ReminderCalendar calendar,
            Instant since,
            Optional<LocalDate> done,
            Predicate<LocalDate> sentOn) {
        var today = now.atZone(calendar.zone()).toLocalDate();
        boolean over = done.filter(d -> !d.isBefore(today)).isPresent()
                || !calendar.isWorkingDay(today)
                || calendar.moment(today).isBefore(since);
        if (over) {
            var after = done.filter(d -> d.isAfter(today)).orElse(today).plusDays(1);
            return new Await(calendar.next(after).map(calendar::moment));
        }
        var moment = calendar.moment(today);
        if (now.isBefore(moment)) {
            return new Await(Optional.of(moment));
        }
        return calendar.day(today)
                .unlessSentOn()
                .filter(sentOn)
                .<FiringDecision>map(before -> new Skip(today, before))
                .orElseGet(() -> new Fire(today));
    }
}
