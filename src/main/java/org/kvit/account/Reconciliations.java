package org.kvit.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.customer.CustomerId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/// The movements of customers' accounts, from invoices, credit notes, payments, refunds and write-offs
/// themselves. At the end of any day their sum is what [OpenAccounts] says is open, less what settles
/// nothing yet.
@Service
public class Reconciliations {
    /// A payment is a customer's as far as it settles its invoices; what is left of it is the
    /// customer's whom the payment names. Payments and links that were undone never happened. What is
    /// written off before its invoice is issued counts from then on.
    private static final String MOVEMENT = """
            WITH movement AS (
              SELECT i.customer_id, 'INVOICE' AS kind, i.id, i.number AS document, i.issue_date AS happened_on, i.currency,
                     i.total AS amount
                FROM invoice i
               WHERE i.company_id = current_company() AND i.customer_id = ANY (:customers) AND i.approved AND i.total > 0
               UNION ALL
              SELECT i.customer_id, 'CREDIT_NOTE', k.id, k.number, k.issue_date, k.currency, -k.total
                FROM invoice i
                JOIN credit_note k ON k.company_id = i.company_id AND k.invoice_id = i.id
               WHERE i.company_id = current_company() AND i.customer_id = ANY (:customers)
               UNION ALL
              SELECT i.customer_id, 'WRITE_OFF', i.id, i.number, greatest(w.written_on, i.issue_date), w.currency, -w.amount
                FROM invoice i
                JOIN write_off w ON w.company_id = i.company_id AND w.invoice_id = i.id
               WHERE i.company_id = current_company() AND i.customer_id = ANY (:customers) AND w.voided_at IS NULL
               UNION ALL
              SELECT s.customer_id, 'PAYMENT', p.id, coalesce(nullif(p.bank_reference, ''), nullif(p.reference, ''), ''),
                     p.booked_on, p.currency, -s.amount
                FROM (SELECT customer_id, payment_id, sum(amount) AS amount
                        FROM (SELECT i.customer_id, a.payment_id, a.amount
                                FROM invoice i
                                JOIN allocation a ON a.company_id = i.company_id AND a.invoice_id = i.id
                               WHERE i.company_id = current_company() AND i.customer_id = ANY (:customers)
                                 AND a.payment_id IS NOT NULL
                               UNION ALL
                              SELECT p.customer_id, p.id, p.amount - p.allocated
                                FROM payment p
                               WHERE p.company_id = current_company() AND p.customer_id = ANY (:customers)
                                 AND p.voided_at IS NULL AND p.amount > p.allocated) part
                       GROUP BY customer_id, payment_id) s
                JOIN payment p ON p.company_id = current_company() AND p.id = s.payment_id
               UNION ALL
              SELECT p.customer_id, 'REFUND', p.id, coalesce(nullif(p.bank_reference, ''), nullif(p.reference, ''), ''),
                     greatest(r.refunded_on, p.booked_on), p.currency, r.amount
                FROM payment p
                JOIN refund r ON r.company_id = p.company_id AND r.payment_id = p.id
               WHERE p.company_id = current_company() AND p.customer_id = ANY (:customers) AND r.voided_at IS NULL
               UNION ALL
              SELECT p.customer_id, 'SURPLUS', p.id, coalesce(nullif(p.bank_reference, ''), nullif(p.reference, ''), ''),
                     greatest(w.written_on, p.booked_on), p.currency, w.amount
                FROM payment p
                JOIN write_off w ON w.company_id = p.company_id AND w.payment_id = p.id AND w.invoice_id IS NULL
               WHERE p.company_id = current_company() AND p.customer_id = ANY (:customers) AND w.voided_at IS NULL)
            SELECT customer_id, currency, NULL AS kind, NULL AS happened_on, 0 AS id, '' AS document, sum(amount) AS amount, 0 AS place
              FROM movement
             WHERE happened_on < :from
             GROUP BY customer_id, currency
             UNION ALL
            SELECT customer_id, currency, kind, happened_on, id, document, amount, place
              FROM (SELECT m.*,
                           row_number() OVER (PARTITION BY customer_id
                             ORDER BY currency, happened_on,
                                      array_position('{INVOICE,CREDIT_NOTE,PAYMENT,REFUND,WRITE_OFF,SURPLUS}'::text[], kind), id) AS place
                      FROM movement m
                     WHERE happened_on BETWEEN :from AND :to) line
             WHERE place <= :most + 1
             ORDER BY customer_id, place
            """;

    private final JdbcClient jdbc;

    Reconciliations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// One customer's. Who may see the customer is for [Parties] to say.
    /// @throws Refusal if more than 5,000 things moved
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Reconciliation of(CustomerId customer, LocalDate from, LocalDate to) {
        var found = of(List.of(customer), from, to).getOrDefault(customer, Optional.empty());
        return found.orElseThrow(() -> Refusal.invalid("from", "account.tooLong.period", OpenAccounts.MOST));
    }

    /// Many customers', by one statement; an empty one has more lines than a letter holds.
    @Transactional(readOnly = true)
    public Map<CustomerId, Optional<Reconciliation>> of(
            Collection<CustomerId> customers, LocalDate from, LocalDate to) {
        var found = new HashMap<CustomerId, TreeMap<String, Lines>>();
        jdbc.sql(MOVEMENT)
                .param("customers", customers.stream().map(CustomerId::value).toArray(Long[]::new))
                .param("from", from)
                .param("to", to)
                .param("most", OpenAccounts.MOST)
                .query(row -> {
                    found.computeIfAbsent(new CustomerId(row.getLong("customer_id")), _ -> new TreeMap<>())
                            .computeIfAbsent(row.getString("currency"), Lines::new)
                            .add(row);
                });
        var all = new HashMap<CustomerId, Optional<Reconciliation>>();
        for (var customer : customers) {
            var lines = found.getOrDefault(customer, new TreeMap<>()).values();
            all.put(
                    customer,
                    lines.stream().mapToInt(l -> l.movements.size()).sum() > OpenAccounts.MOST
                            ? Optional.empty()
                            : Optional.of(new Reconciliation(
                                    customer,
                                    from,
                                    to,
                                    lines.stream()
                                            .map(Lines::account)
                                            .filter(a -> !a.opening().isZero()
                                                    || !a.movements().isEmpty())
                                            .toList())));
        }
        return all;
    }

    /// One currency of one customer, as its rows come.
    private static final class Lines {
        private final List<Reconciliation.Movement> movements = new ArrayList<>();
        private Money opening;

        private Lines(String currency) {
            opening = Money.zero(currency);
        }

        private void add(ResultSet row) throws SQLException {
            var amount = new Money(row.getBigDecimal("amount"), opening.currency());
            if (row.getString("kind") == null) {
                opening = amount;
                return;
            }
            movements.add(new Reconciliation.Movement(
                    Reconciliation.Kind.valueOf(row.getString("kind")),
                    row.getObject("happened_on", LocalDate.class),
                    row.getLong("id"),
                    Objects.requireNonNull(row.getString("document")),
                    amount));
        }

        private Reconciliation.Account account() {
            return new Reconciliation.Account(opening, movements);
        }
    }
}
