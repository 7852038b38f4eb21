package org.kvit.reminder;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kvit.base.Words;
import org.kvit.payment.StatementAge;

/// A run as its page shows it.
///
/// @param run the run
/// @param sections one a level
/// @param leftOut the first invoices that were left out
/// @param reasons how many were left out for what
/// @param mails how many of its e-mails are in each state
/// @param statements whether they are new enough to say who has paid
/// @param toPost how many of its letters wait to be posted
/// @param stop that of all reminders, if one stands
/// @param trouble why ordered letters wait, if they do
public record RunPage(
        ReminderRun run,
        List<Section> sections,
        List<ReminderRun.LeftOut> leftOut,
        List<RunReadings.Reason> reasons,
        Map<String, Integer> mails,
        StatementAge statements,
        int toPost,
        Optional<ReminderStop> stop,
        Optional<Words> trouble) {

    /// @param letters the first of them, or some that follow
    /// @param next from which letter on there are more; 0: none
    public record Section(ReminderRun.Section sum, List<ReminderRun.Letter> letters, long next) {}

    public boolean sending() {
        return run.state() == ReminderRun.State.SENDING;
    }

    public int waiting() {
        return sections.stream().mapToInt(s -> s.sum().waiting()).sum();
    }

    /// Letters that were ordered and are dealt with.
    public int dealtWith() {
        return sections.stream()
                .mapToInt(s -> s.sum().written() + s.sum().dropped())
                .sum();
    }

    public int ordered() {
        return dealtWith() + sections.stream().mapToInt(s -> s.sum().inWork()).sum();
    }

    public int mails(String... states) {
        return List.of(states).stream()
                .mapToInt(state -> mails.getOrDefault(state, 0))
                .sum();
    }

    /// E-mails that are on their way to the mail server.
    public int onTheirWay() {
        return mails("queued", "claimed", "handing_over");
    }

    public boolean moving() {
        return stop.isEmpty() && (sending() || onTheirWay() > 0);
    }

    public int invoicesLeftOut() {
        return reasons.stream().mapToInt(RunReadings.Reason::invoices).sum();
    }
}
