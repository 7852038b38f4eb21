package org.kvit.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.company.Iban;
import org.kvit.customer.CustomerId;
import org.kvit.customer.Customers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The accounts that customers are known to pay from: learnt from links by hand, or written down by somebody. What is
/// taken off is not learnt again from the same payment.
@Service
public class PayerAccounts {
    private static final int MOST = 100;

    private final JdbcClient jdbc;
    private final Customers customers;

    PayerAccounts(JdbcClient jdbc, Customers customers) {
        this.jdbc = jdbc;
        this.customers = customers;
    }

    /// @param from the payment whose link taught it; empty: somebody wrote it down
    /// @param others how many other customers pay from it too
    public record Known(long id, String account, Optional<Lesson> from, Instant at, Optional<String> by, int others) {
        /// As people read it.
        public String spaced() {
            return Iban.isValid(account) ? Iban.spaced(account) : account;
        }
    }

    /// The payment that taught.
    public record Lesson(PaymentId payment, LocalDate bookedOn, Money amount) {}

    /// @throws Refusal if the reader sees no such customer
    @Transactional(readOnly = true)
    public List<Known> of(CustomerId customer) {
        return jdbc.sql("""
                SELECT a.id, a.account, a.learnt_at, u.name AS by, p.id AS payment_id, p.booked_on, p.amount, p.currency,
                       (SELECT count(*) FROM payer_account o
                         WHERE o.company_id = a.company_id AND o.account = a.account AND o.customer_id <> a.customer_id)::int AS others
                  FROM payer_account a
                  LEFT JOIN payment p ON p.company_id = a.company_id AND p.id = a.learnt_from
                  LEFT JOIN app_user u ON u.id = a.created_by
                 WHERE a.company_id = current_company() AND a.customer_id = :customer
                 ORDER BY a.id
                """)
                .param("customer", customers.find(customer).id().value())
                .query((row, n) -> known(row))
                .list();
    }

    @Transactional(readOnly = true)
    public int count(CustomerId customer) {
        return jdbc.sql(
                        "SELECT count(*)::int FROM payer_account WHERE company_id = current_company() AND customer_id = :customer")
                .param("customer", customer.value())
                .query(Integer.class)
                .single();
    }

    /// Writes down that a customer pays from an account. @param written an IBAN, or another bank's account number
    /// @return its number
    /// @throws Refusal if it is none, or known already
    @Transactional
    public long add(CustomerId customer, String written) {
        CompanyLock.take(jdbc);
        var of = customers.find(customer).id();
        var account = Iban.compact(written);
        if (!account.matches("[0-9A-Z/-]{5,50}") || (account.matches("[A-Z]{2}[0-9]{2}.*") && !Iban.isValid(account))) {
            throw Refusal.invalid("account", "payment.payerAccount.bad");
        }
        if (count(of) >= MOST) {
            throw Refusal.invalid("account", "payment.payerAccount.many", MOST);
        }
        return jdbc.sql("""
                INSERT INTO payer_account (company_id, customer_id, account, created_by)
                VALUES (current_company(), :customer, :account, current_actor())
                    ON CONFLICT (company_id, account, customer_id) DO NOTHING
                RETURNING id
                """)
                .param("customer", of.value())
                .param("account", account)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> Refusal.conflict("payment.payerAccount.known", written.strip()));
    }

    /// What links by hand teach: these payments' payers pay for the customers whose invoices they are linked with.
    void learn(Long... payments) {
        jdbc.sql("""
                INSERT INTO payer_account (company_id, customer_id, account, learnt_from, created_by)
                SELECT DISTINCT ON (p.payer_account, i.customer_id) current_company(), i.customer_id, p.payer_account, p.id, current_actor()
                  FROM payment p
                  JOIN allocation a ON a.company_id = p.company_id AND a.payment_id = p.id
                  JOIN invoice i ON i.company_id = a.company_id AND i.id = a.invoice_id
                 WHERE p.company_id = current_company() AND p.id = ANY (:payments) AND p.payer_account <> ''
                   AND NOT EXISTS (SELECT FROM payer_account_unlearnt u
                                    WHERE u.company_id = p.company_id AND u.customer_id = i.customer_id AND u.account = p.payer_account
                                      AND u.payment_id = p.id)
                    ON CONFLICT (company_id, account, customer_id) DO NOTHING
                """).param("payments", payments).update();
    }

    /// @throws Refusal if the customer has no such account
    @Transactional
    public void remove(CustomerId customer, long id) {
        CompanyLock.take(jdbc);
        var of = customers.find(customer).id().value();
        jdbc.sql("""
                INSERT INTO payer_account_unlearnt (company_id, customer_id, account, payment_id)
                SELECT company_id, customer_id, account, learnt_from FROM payer_account
                 WHERE company_id = current_company() AND customer_id = :customer AND id = :id AND learnt_from IS NOT NULL
                    ON CONFLICT DO NOTHING
                """).param("customer", of).param("id", id).update();
        int removed = jdbc.sql(
                        "DELETE FROM payer_account WHERE company_id = current_company() AND customer_id = :customer AND id = :id")
                .param("customer", of)
                .param("id", id)
                .update();
        if (removed == 0) {
            throw Refusal.notFound("payment.payerAccount.notFound");
        }
    }

    private static Known known(ResultSet row) throws SQLException {
        long payment = row.getLong("payment_id");
        return new Known(
                row.getLong("id"),
                row.getString("account"),
                payment == 0
                        ? Optional.empty()
                        : Optional.of(new Lesson(
                                new PaymentId(payment),
                                row.getObject("booked_on", LocalDate.class),
                                new Money(row.getBigDecimal("amount"), row.getString("currency")))),
                Objects.requireNonNull(row.getTimestamp("learnt_at")).toInstant(),
                Optional.ofNullable(row.getString("by")),
                row.getInt("others"));
    }
}
