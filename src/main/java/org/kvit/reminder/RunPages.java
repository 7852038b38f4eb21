package org.kvit.reminder;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.kvit.payment.StatementAges;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Puts together what a run's page shows.
@Component
class RunPages {
    private static final int LETTERS = 100;
    private static final int LEFT_OUT = 200;

    private final RunReadings readings;
    private final StatementAges ages;
    private final ReminderStops stops;
    private final PostalLetters postal;
    private final Dispatcher dispatcher;

    RunPages(
            RunReadings readings,
            StatementAges ages,
            ReminderStops stops,
            PostalLetters postal,
            Dispatcher dispatcher) {
        this.readings = readings;
        this.ages = ages;
        this.stops = stops;
        this.postal = postal;
        this.dispatcher = dispatcher;
    }

    @Transactional(readOnly = true)
    public RunPage of(RunId id) {
        var run = readings.run(id);
        var sections =
                readings.sections(id).stream().map(sum -> section(run, sum, 0)).toList();
        return new RunPage(
                run,
                sections,
                readings.leftOut(id, 0, LEFT_OUT),
                readings.reasons(id),
                readings.mails(id),
                ages.own(),
                postal.count(Optional.of(id)),
                stops.standing(),
                dispatcher.trouble(id));
    }

    /// @param after only letters of later numbers
    @Transactional(readOnly = true)
    public RunPage.Section section(RunId id, int level, long after) {
        var sum = readings.sections(id).stream()
                .filter(s -> s.level() == level)
                .findFirst()
                .orElseThrow(() -> org.kvit.base.Refusal.notFound("reminder.letter.notFound"));
        return section(readings.run(id), sum, after);
    }

    private RunPage.Section section(ReminderRun run, ReminderRun.Section sum, long after) {
        var letters = readings.letters(run.id(), OptionalInt.of(sum.level()), after, LETTERS + 1);
        boolean more = letters.size() > LETTERS;
        List<ReminderRun.Letter> shown = more ? letters.subList(0, LETTERS) : letters;
        return new RunPage.Section(sum, shown, more ? shown.getLast().id() : 0);
    }
}
