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
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.customer.CustomerId;
import org.kvit.receivable.AgeingBucket;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/// What is open on customers' accounts as of any day: exact for every day, as the debtors' list is, and read from what
/// is open now and what happened after that day.
@Service
public class OpenAccounts {
    /// So many lines a letter has at most.
    static final int MOST = 5000;

    /// Open invoices: those that are open now, with what was paid after the day put back on.
    private static final String INVOICES = """
            WITH owed AS (
              SELECT id, sum(amount) AS amount
                FROM (SELECT i.id, i.open_amount AS amount
                        FROM invoice i
                       WHERE i.company_id = current_company() AND i.customer_id = ANY (:customers)
                         AND i.approved AND i.open_amount > 0 AND i.issue_date <= :asOf
                       UNION ALL
                      SELECT i.id, a.amount
                        FROM invoice i
                        JOIN allocation a ON a.company_id = i.company_id AND a.invoice_id = i.id
                       WHERE i.company_id = current_company() AND i.customer_id = ANY (:customers)
                         AND i.approved AND i.issue_date <= :asOf AND a.paid_on > :asOf) part
               GROUP BY id)
            SELECT *
              FROM (SELECT i.customer_id, i.id, i.number, i.issue_date, i.due_date, i.currency, i.total, o.amount, i.reference,
                           row_number() OVER (PARTITION BY i.customer_id ORDER BY i.currency, i.due_date, i.id) AS place
                      FROM owed o
                      JOIN invoice i ON i.company_id = current_company() AND i.id = o.id) line
             WHERE place <= :most + 1
             ORDER BY customer_id, place
            """;

    /// What is left of payments: what is left of them now; what was given back or given up later only; and what is
    /// linked to
    /// invoices that were issued later only. Of credit notes likewise.
    private static final String UNUSED = """
            WITH part AS (
              SELECT p.customer_id, p.id, p.unallocated AS amount
                FROM payment p
               WHERE p.company_id = current_company() AND p.customer_id = ANY (:customers)
                 AND p.voided_at IS NULL AND p.unallocated > 0 AND p.booked_on <= :asOf
               UNION ALL
              SELECT p.customer_id, p.id, r.amount
                FROM refund r
                JOIN payment p ON p.company_id = r.company_id AND p.id = r.payment_id
               WHERE r.company_id = current_company() AND r.voided_at IS NULL AND p.customer_id = ANY (:customers)
                 AND r.refunded_on > :asOf AND p.booked_on <= :asOf
               UNION ALL
              SELECT p.customer_id, p.id, w.amount
                FROM write_off w
                JOIN payment p ON p.company_id = w.company_id AND p.id = w.payment_id
               WHERE w.company_id = current_company() AND w.voided_at IS NULL AND w.invoice_id IS NULL
                 AND p.customer_id = ANY (:customers) AND w.written_on > :asOf AND p.booked_on <= :asOf
               UNION ALL
              SELECT i.customer_id, a.payment_id, a.amount
                FROM invoice i
                JOIN allocation a ON a.company_id = i.company_id AND a.invoice_id = i.id
               WHERE i.company_id = current_company() AND i.customer_id = ANY (:customers)
                 AND i.issue_date > :asOf AND a.paid_on <= :asOf AND a.payment_id IS NOT NULL),
            rest AS (
              SELECT s.customer_id, true AS payment, p.id, p.booked_on AS happened_on, p.currency, s.amount,
                     coalesce(nullif(p.bank_reference, ''), nullif(p.reference, ''), '') AS document
                FROM (SELECT customer_id, id, sum(amount) AS amount FROM part GROUP BY customer_id, id) s
                JOIN payment p ON p.company_id = current_company() AND p.id = s.id
               UNION ALL
              SELECT o.customer_id, false, k.id, k.issue_date, k.currency, k.total - k.allocated + coalesce(later.amount, 0), k.number
                FROM invoice o
                JOIN credit_note k ON k.company_id = o.company_id AND k.invoice_id = o.id
                LEFT JOIN LATERAL (
                     SELECT sum(a.amount) AS amount
                       FROM allocation a
                       JOIN invoice i ON i.company_id = a.company_id AND i.id = a.invoice_id
                      WHERE a.company_id = k.company_id AND a.credit_note_id = k.id AND i.issue_date > :asOf) later ON true
               WHERE o.company_id = current_company() AND o.customer_id = ANY (:customers) AND k.issue_date <= :asOf
                 AND k.total - k.allocated + coalesce(later.amount, 0) > 0)
            SELECT *
              FROM (SELECT r.*, row_number() OVER (PARTITION BY customer_id ORDER BY currency, happened_on, payment, id) AS place
                      FROM rest r) line
             WHERE place <= :most + 1
             ORDER BY customer_id, place
            """;

    private final JdbcClient jdbc;

    OpenAccounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// One customer's. Who may see the customer is for [Parties] to say.
    /// @throws Refusal if it has more than 5,000 lines
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public AccountStatement of(CustomerId customer, LocalDate asOf) {
        var found = of(List.of(customer), asOf).getOrDefault(customer, Optional.empty());
        return found.orElseThrow(() -> Refusal.invalid("asOf", "account.tooLong", MOST));
    }

    /// Many customers', by two statements; an empty one has more lines than a letter holds.
    @Transactional(readOnly = true)
    public Map<CustomerId, Optional<AccountStatement>> of(Collection<CustomerId> customers, LocalDate asOf) {
        var invoices = new HashMap<CustomerId, List<AccountStatement.Open>>();
        asking(INVOICES, customers, asOf).query(row -> {
            of(invoices, row).add(open(row, asOf));
        });
        var unused = new HashMap<CustomerId, List<AccountStatement.Unused>>();
        asking(UNUSED, customers, asOf).query(row -> {
            of(unused, row).add(unused(row));
        });
        var all = new HashMap<CustomerId, Optional<AccountStatement>>();
        for (var customer : customers) {
            var open = invoices.getOrDefault(customer, List.of());
            var rest = unused.getOrDefault(customer, List.of());
            all.put(
                    customer,
                    open.size() + rest.size() > MOST
                            ? Optional.empty()
                            : Optional.of(new AccountStatement(customer, asOf, open, rest)));
        }
        return all;
    }

    private JdbcClient.StatementSpec asking(String sql, Collection<CustomerId> customers, LocalDate asOf) {
        return jdbc.sql(sql)
                .param("customers", customers.stream().map(CustomerId::value).toArray(Long[]::new))
                .param("asOf", asOf)
                .param("most", MOST);
    }

    private static <T> List<T> of(Map<CustomerId, List<T>> all, ResultSet row) throws SQLException {
        return all.computeIfAbsent(new CustomerId(row.getLong("customer_id")), _ -> new ArrayList<>());
    }

    private static AccountStatement.Open open(ResultSet row, LocalDate asOf) throws SQLException {
        var currency = row.getString("currency");
        var due = row.getObject("due_date", LocalDate.class);
        return new AccountStatement.Open(
                row.getLong("id"),
                row.getString("number"),
                row.getObject("issue_date", LocalDate.class),
                due,
                AgeingBucket.daysOverdue(due, asOf),
                new Money(row.getBigDecimal("total"), currency),
                new Money(row.getBigDecimal("amount"), currency),
                Optional.ofNullable(row.getString("reference")));
    }

    private static AccountStatement.Unused unused(ResultSet row) throws SQLException {
        return new AccountStatement.Unused(
                row.getBoolean("payment"),
                row.getLong("id"),
                Objects.requireNonNull(row.getString("document")),
                row.getObject("happened_on", LocalDate.class),
                new Money(row.getBigDecimal("amount"), row.getString("currency")));
    }
}
