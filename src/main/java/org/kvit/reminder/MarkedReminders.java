package org.kvit.reminder;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.kvit.company.OwnCustomers;
import org.kvit.customer.CustomerId;
import org.kvit.payment.StatementAges;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// Reminders to customers that a person has marked: first what would go out, then, at one word, that it goes.
@Service
public class MarkedReminders {
    private final ReminderRuns runs;
    private final Policies policies;
    private final OpenItems items;
    private final Addressees addressees;
    private final Dispatcher dispatcher;
    private final StatementAges ages;
    private final JdbcClient jdbc;
    private final TransactionTemplate oneMoment;

    MarkedReminders(
            ReminderRuns runs,
            Policies policies,
            OpenItems items,
            Addressees addressees,
            Dispatcher dispatcher,
            StatementAges ages,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.runs = runs;
        this.policies = policies;
        this.items = items;
        this.addressees = addressees;
        this.dispatcher = dispatcher;
        this.ages = ages;
        this.jdbc = jdbc;
        this.oneMoment = new TransactionTemplate(transactions);
        oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /// @param asOf the date to which days overdue are counted, within five years of today
    /// @throws org.kvit.base.Refusal for a date too far off
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public ReminderForecast forecast(LocalDate asOf, Set<CustomerId> customers) {
        var now = runs.planning(asOf);
        var all = policies.all();
        var some = seen(customers);
        var to = addressees.of(some);
        var tally = new ForecastTally();
        items.each(ReminderRuns.span(all, asOf), Optional.of(some), (customer, owed) -> {
            var addressee = Objects.requireNonNull(to.get(customer));
            tally.add(addressee, ReminderPlanner.plan(addressee, owed, all.of(addressee), now));
        });
        return tally.of(to.values(), ages.own());
    }

    /// Plans and orders in one transaction, so that a refusal leaves nothing behind; the letters are written from then
    /// on.
    ///
    /// @param request names one wish: the same again gives the run that came of it, and sends no more
    /// @throws org.kvit.base.Refusal as [ReminderRuns#propose] and [ReminderRuns#order]
    public RunId send(UUID request, LocalDate asOf, Set<CustomerId> customers) {
        try {
            return found(request).orElseGet(() -> ordered(request, asOf, customers));
        } catch (DuplicateKeyException asked) { // at the same moment
            return found(request).orElseThrow(() -> asked);
        }
    }

    private RunId ordered(UUID request, LocalDate asOf, Set<CustomerId> customers) {
        var run = Objects.requireNonNull(oneMoment.execute(_ -> {
            var proposed = runs.propose(asOf, Optional.of(Set.copyOf(seen(customers))));
            jdbc.sql("UPDATE reminder_run SET request = :request WHERE company_id = current_company() AND id = :run")
                    .param("request", request)
                    .param("run", proposed.value())
                    .update();
            runs.order(proposed, Optional.empty());
            return proposed;
        }));
        dispatcher.begin(run);
        return run;
    }

    /// Of these, the ones that the actor may see: a mark may be older than that.
    private List<CustomerId> seen(Set<CustomerId> customers) {
        return jdbc.sql("""
                SELECT c.id FROM customer c
                 WHERE c.company_id = current_company() AND c.id = ANY (:ids) AND %s
                """.formatted(OwnCustomers.seen("c")))
                .param("ids", customers.stream().map(CustomerId::value).toArray(Long[]::new))
                .query((row, n) -> new CustomerId(row.getLong(1)))
                .list();
    }

    private Optional<RunId> found(UUID request) {
        return Objects.requireNonNull(oneMoment.execute(
                _ -> jdbc.sql("SELECT id FROM reminder_run WHERE company_id = current_company() AND request = :request")
                        .param("request", request)
                        .query((row, n) -> new RunId(row.getLong(1)))
                        .optional()));
    }
}
