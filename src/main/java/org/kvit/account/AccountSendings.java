package org.kvit.account;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.kvit.base.Refusal;
import org.kvit.customer.CustomerId;
import org.kvit.job.Jobs;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// Sends statements of account and reconciliation acts: to one customer at once, to many by a job. A wish has a name,
/// so
/// that pressed twice it sends once; what a program left unwritten when it died can be gone on with.
@Service
public class AccountSendings {
    /// The kind of its jobs.
    public static final String KIND = "account-sending";

    /// So many customers at once.
    static final int MOST = 5000;
    private static final int AT_ONCE = 25;
    private static final int READ_AT_ONCE = 500;

    private final JdbcClient jdbc;
    private final Jobs jobs;
    private final AccountReading reading;
    private final SendingBatch batch;
    private final Sendings sendings;
    private final TransactionTemplate transaction;

    AccountSendings(
            JdbcClient jdbc,
            Jobs jobs,
            AccountReading reading,
            SendingBatch batch,
            Sendings sendings,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.jobs = jobs;
        this.reading = reading;
        this.batch = batch;
        this.sendings = sendings;
        this.transaction = new TransactionTemplate(transactions);
        transaction.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
    }

    /// @throws Refusal for nobody, or more than 5,000 customers
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Forecast forecast(Asked asked, Set<CustomerId> customers, boolean alsoEmpty) {
        checked(customers);
        var all = List.copyOf(customers);
        var tally = new Forecast.Tally();
        for (int from = 0; from < all.size(); from += READ_AT_ONCE) {
            reading.of(asked, all.subList(from, Math.min(all.size(), from + READ_AT_ONCE)))
                    .values()
                    .forEach(read -> tally.add(read, alsoEmpty));
        }
        return tally.done();
    }

    /// Sends to one customer, also if nothing is open: who asks for one letter wants it.
    ///
    /// @param request names the wish
    /// @return the sending, with its one letter written
    /// @throws Refusal if the actor sees no such customer, nobody there has an address, or it would be too long
    public Sending sendOne(UUID request, Asked asked, CustomerId customer) {
        var letter = reading.of(asked, customer);
        LeftOut.of(letter.to(), Optional.of(letter), true).ifPresent(reason -> {
            throw Refusal.conflict("account.leftOut." + reason.code());
        });
        long id = ordered(request, asked, Set.of(customer), true);
        batch.write(id, asked, true, 1);
        return sendings.find(id);
    }

    /// @param request names the wish: the same again gives the sending that came of it, and sends no more
    /// @return the sending's number; a job writes its letters
    /// @throws Refusal for nobody, or more than 5,000 customers
    public long sendMany(UUID request, Asked asked, Set<CustomerId> customers, boolean alsoEmpty) {
        checked(customers);
        var before = sendings.named(request);
        if (before.isPresent()) {
            return before.get();
        }
        long id = ordered(request, asked, customers, alsoEmpty);
        start(id, asked, alsoEmpty);
        return id;
    }

    /// Goes on with what was left unwritten.
    /// @throws Refusal if there is no such sending, or it is being written
    public void goOn(long id) {
        var sending = sendings.find(id);
        if (sending.job().map(job -> jobs.find(job).running()).orElse(false)) {
            throw Refusal.conflict("account.sending.running");
        }
        start(id, sending.asked(), sendings.alsoEmpty(id));
    }

    private void start(long id, Asked asked, boolean alsoEmpty) {
        long job = jobs.start(KIND, "", progress -> {
            long done = 0;
            long all = sendings.find(id).ordered();
            for (int some = 1; some > 0; done += some) {
                progress.at(done, all);
                some = batch.write(id, asked, alsoEmpty, AT_ONCE);
            }
            return done;
        });
        transaction.executeWithoutResult(_ -> jdbc.sql(
                        "UPDATE account_sending SET job_id = :job WHERE company_id = current_company() AND id = :id")
                .param("job", job)
                .param("id", id)
                .update());
    }

    /// Several presses at one moment end in one sending.
    private long ordered(UUID request, Asked asked, Set<CustomerId> customers, boolean alsoEmpty) {
        try {
            return sendings.named(request).orElseGet(() -> order(request, asked, customers, alsoEmpty));
        } catch (DuplicateKeyException pressed) {
            return sendings.named(request).orElseThrow(() -> pressed);
        }
    }

    private long order(UUID request, Asked asked, Set<CustomerId> customers, boolean alsoEmpty) {
        return Objects.requireNonNull(transaction.execute(_ -> jdbc.sql("""
                WITH sending AS (
                  INSERT INTO account_sending (company_id, request, paper, from_date, as_of, also_empty, created_by)
                  VALUES (current_company(), :request, :paper, :from::date, :to, :alsoEmpty, current_actor())
                  RETURNING id),
                letters AS (
                  INSERT INTO account_letter (company_id, sending_id, customer_id)
                  SELECT current_company(), s.id, c.id
                    FROM sending s, customer c
                   WHERE c.company_id = current_company() AND c.id = ANY (:customers)
                   ORDER BY c.name COLLATE "und-x-icu", c.id)
                SELECT id FROM sending
                """)
                .param("request", request)
                .param("paper", asked.paper().code())
                .param("from", asked.isStatement() ? null : asked.from())
                .param("to", asked.to())
                .param("alsoEmpty", alsoEmpty)
                .param("customers", customers.stream().map(CustomerId::value).toArray(Long[]::new))
                .query(Long.class)
                .single()));
    }

    private static void checked(Set<CustomerId> customers) {
        if (customers.isEmpty() || customers.size() > MOST) {
            throw Refusal.invalid("marked", "account.customers.count", MOST);
        }
    }
}
