package org.kvit.today;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.kvit.company.Companies;
import org.kvit.company.OwnCustomers;
import org.kvit.correspondence.NextActions;
import org.kvit.correspondence.Promises;
import org.kvit.payment.PaymentFilter;
import org.kvit.payment.PaymentSums;
import org.kvit.payment.Payments;
import org.kvit.payment.StatementAges;
import org.kvit.receivable.DebtorFilter;
import org.kvit.receivable.DebtorOrder;
import org.kvit.receivable.Debtors;
import org.kvit.reminder.ReminderRun;
import org.kvit.reminder.RunReadings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Gathers what the morning needs from whom knows it.
@Component
class Worklist {
    /// So many promises and so many next actions are shown; the debtors' list has them all.
    static final int SHOWN = 20;

    private final JdbcClient jdbc;
    private final Companies companies;
    private final Debtors debtors;
    private static final PaymentFilter OPEN = PaymentFilter.of("open", "");

    private final Payments payments;
    private final StatementAges ages;
    private final RunReadings runs;
    private final Promises promises;
    private final NextActions actions;

    Worklist(
            JdbcClient jdbc,
            Companies companies,
            Debtors debtors,
            Payments payments,
            StatementAges ages,
            RunReadings runs,
            Promises promises,
            NextActions actions) {
        this.jdbc = jdbc;
        this.companies = companies;
        this.debtors = debtors;
        this.payments = payments;
        this.ages = ages;
        this.runs = runs;
        this.promises = promises;
        this.actions = actions;
    }

    @Transactional(readOnly = true)
    public Morning morning() {
        var today = companies.today();
        return new Morning(
                overdue(today),
                unlinked(),
                waiting(),
                mails(),
                promises.broken(today, SHOWN),
                actions.due(today, SHOWN),
                ages.own());
    }

    private List<Morning.Overdue> overdue(LocalDate today) {
        return debtors.list(today, DebtorFilter.ALL.onlyOverdue(), DebtorOrder.USUAL, 0, 1).sums().stream()
                .map(sum -> new Morning.Overdue(sum.ageing().overdue(), sum.debtors()))
                .toList();
    }

    private List<Morning.Unlinked> unlinked() {
        return new PaymentSums(payments.sums(OPEN), OPEN)
                .totals().stream()
                        .map(total -> new Morning.Unlinked(total.unallocated(), total.payments()))
                        .toList();
    }

    /// What an older run left unsent is offered in the newest one again.
    private Optional<Morning.WaitingRun> waiting() {
        return runs.tallies(0, 1).stream()
                .filter(t -> t.run().state() == ReminderRun.State.PROPOSED && t.waiting() > 0)
                .findFirst()
                .map(t -> new Morning.WaitingRun(t.run().id().value(), t.run().asOf(), t.waiting()));
    }

    private Morning.MailTrouble mails() {
        return jdbc.sql("""
                SELECT count(*) FILTER (WHERE m.state = 'failed') AS failed, count(*) FILTER (WHERE m.state = 'uncertain') AS uncertain
                  FROM mail m
                 WHERE m.company_id = current_company() AND m.state IN ('failed', 'uncertain')
                   AND NOT EXISTS (SELECT FROM mail_decision d WHERE d.company_id = m.company_id AND d.mail_id = m.id)
                   AND %s
                """.formatted(OwnCustomers.seenOf("m")))
                .query(Morning.MailTrouble.class)
                .single();
    }
}
