package org.kvit.today;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.kvit.base.Money;
import org.kvit.correspondence.NextActions;
import org.kvit.correspondence.Promises;
import org.kvit.payment.StatementAge;

/// What the morning needs, as of today.
///
/// @param overdue per currency, the one with most debtors first
/// @param unlinked payments that aren't linked in full, per currency
/// @param run the newest reminder run, if it still waits to be sent
/// @param broken promises, the longest broken first, at most [Worklist#SHOWN]
/// @param actions due today or before, the oldest first, at most [Worklist#SHOWN]
/// @param statements whether they are new enough to say who has paid
public record Morning(
        List<Overdue> overdue,
        List<Unlinked> unlinked,
        Optional<WaitingRun> run,
        MailTrouble mails,
        List<Promises.Broken> broken,
        List<NextActions.Due> actions,
        StatementAge statements) {

    public record Overdue(Money amount, long debtors) {}

    public record Unlinked(Money amount, int payments) {}

    /// @param letters that wait
    public record WaitingRun(long id, LocalDate asOf, int letters) {}

    /// E-mails that a person has to decide about.
    public record MailTrouble(int failed, int uncertain) {}

    public int unlinkedPayments() {
        return unlinked.stream().mapToInt(Unlinked::payments).sum();
    }
}
