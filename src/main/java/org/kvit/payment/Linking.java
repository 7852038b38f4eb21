package org.kvit.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.kvit.base.Money;
import org.kvit.job.Jobs;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Asks the matcher about payments that are linked to nothing, links what is certain, and keeps the rest
/// as proposals.
@Service
public class Linking {
    private static final int MOST_PROPOSALS = 5;

    private final JdbcClient jdbc;
    private final KeptMatches kept;

    Linking(JdbcClient jdbc, KeptMatches kept) {
        this.jdbc = jdbc;
        this.kept = kept;
    }

    /// What came of it. @param linked payments that were linked; @param suggested others that have
    /// proposals now
    public record Tally(int payments, int linked, int suggested) {}

    /// @param decided a person has set its links, if only to none: nothing is linked to it by itself
    private record Unlinked(PaymentFacts payment, boolean decided) {}

    /// [#matchUnlinked(Jobs.Progress)] for those who wait.
    @Transactional
    public Tally matchUnlinked() {
        return matchUnlinked((done, total) -> {});
    }

    /// All payments of the company of which nothing is linked.
    @Transactional
    public Tally matchUnlinked(Jobs.Progress progress) {
        return matchUnlinked(progress::at);
    }

    /// Makes proposals for one payment of which nothing is linked any more.
    @Transactional
    public void proposeFor(PaymentId id) {
        var payments = unlinked(id.value()).stream().map(Unlinked::payment).toList();
        kept.propose(
                payments,
                proposals(payments, new OpenItems(openInvoices().values(), payers(), closedNumbers()), _ -> {}));
    }

    private interface Told {
        void at(long done, long total);
    }

    /// What is certain is linked for all of them first, so that proposals are made of what is left.
    private Tally matchUnlinked(Told told) {
        CompanyLock.take(jdbc);
        var payments = unlinked(0);
        if (payments.isEmpty()) {
            return new Tally(0, 0, 0);
        }
        var invoices = openInvoices();
        var items = new OpenItems(invoices.values(), payers(), closedNumbers());
        var linked = new ArrayList<KeptMatches.Found>();
        var rest = new ArrayList<PaymentFacts>();
        for (var unlinked : payments) {
            certain(unlinked, items)
                    .ifPresentOrElse(
                            match -> {
                                items.settle(match);
                                linked.add(new KeptMatches.Found(unlinked.payment(), match));
                            },
                            () -> rest.add(unlinked.payment()));
            told.at(linked.size() + rest.size(), payments.size() * 2L);
        }
        var proposed = proposals(rest, items, done -> told.at(payments.size() + done, payments.size() + rest.size()));
        kept.allocate(linked, invoices);
        kept.propose(payments.stream().map(Unlinked::payment).toList(), proposed);
        return new Tally(payments.size(), linked.size(), (int)
                proposed.stream().map(f -> f.payment().id()).distinct().count());
    }

    private static List<KeptMatches.Found> proposals(List<PaymentFacts> payments, OpenItems items, LongConsumer done) {
        var proposed = new ArrayList<KeptMatches.Found>();
        int at = 0;
        for (var payment : payments) {
            PaymentMatcher.match(payment, items).stream()
                    .limit(MOST_PROPOSALS)
                    .forEach(match -> proposed.add(new KeptMatches.Found(payment, match)));
            done.accept(++at);
        }
        return proposed;
    }

    private static Optional<Match> certain(Unlinked unlinked, OpenItems items) {
        return unlinked.decided()
                ? Optional.empty()
                : PaymentMatcher.match(unlinked.payment(), items).stream()
                        .findFirst()
                        .filter(m -> m.certainty() == Match.Certainty.CERTAIN);
    }

    /// @param only this one; 0: all
    private List<Unlinked> unlinked(long only) {
        return jdbc.sql("""
                SELECT p.id, p.decided, p.booked_on, p.amount - p.allocated AS left, p.currency, p.payer_name, p.payer_account, p.end_to_end_id,
                       coalesce(e.reference, p.reference) AS reference, p.text, e.additional, e.ultimate_name
                  FROM payment p
                  LEFT JOIN bank_entry e ON e.company_id = p.company_id AND e.id = p.entry_id
                 WHERE p.company_id = current_company() AND p.voided_at IS NULL AND p.allocated = 0 AND (:only = 0 OR p.id = :only)
                 ORDER BY p.booked_on, p.id
                """)
                .param("only", only)
                .query((row, n) -> new Unlinked(facts(row), row.getBoolean("decided")))
                .list();
    }

    private static PaymentFacts facts(ResultSet row) throws SQLException {
        return new PaymentFacts(
                row.getLong("id"),
                row.getObject("booked_on", LocalDate.class),
                new Money(row.getBigDecimal("left"), row.getString("currency")),
                text(row, "payer_name"),
                text(row, "payer_account"),
                text(row, "ultimate_name"),
                text(row, "reference").lines().toList(),
                text(row, "end_to_end_id"),
                text(row, "text").lines().toList(),
                text(row, "additional"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).orElse("");
    }

    private Map<Long, OpenInvoice> openInvoices() {
        var invoices = new HashMap<Long, OpenInvoice>();
        jdbc.sql("""
                SELECT id, number, customer_id, open_amount, currency, due_date, reference
                  FROM invoice
                 WHERE company_id = current_company() AND approved AND open_amount > 0
                """).query(row -> {
            invoices.put(
                    row.getLong("id"),
                    new OpenInvoice(
                            row.getLong("id"),
                            row.getString("number"),
                            row.getLong("customer_id"),
                            new Money(row.getBigDecimal("open_amount"), row.getString("currency")),
                            row.getObject("due_date", LocalDate.class),
                            text(row, "reference")));
        });
        return invoices;
    }

    /// Row by row: a company may have a million.
    private ClosedNumbers closedNumbers() {
        var closed = new ClosedNumbers.Building();
        jdbc.sql("""
                SELECT number FROM invoice WHERE company_id = current_company() AND approved AND open_amount = 0
                """).query(row -> {
            closed.add(row.getString("number"));
        });
        return closed.built();
    }

    private List<Payer> payers() {
        return jdbc.sql("""
                SELECT c.id, c.name, c.country,
                       ARRAY(SELECT a.account FROM payer_account a WHERE a.company_id = c.company_id AND a.customer_id = c.id) AS accounts
                  FROM customer c
                 WHERE c.company_id = current_company()
                """)
                .query((row, n) ->
                        new Payer(row.getLong("id"), row.getString("name"), row.getString("country"), List.of((String[])
                                row.getArray("accounts").getArray())))
                .list();
    }
}
