package org.kvit.payment;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Money of a payment that is given back to its payer: no longer there to be linked.
@Service
public class Refunds {
    private static final int LONGEST_REASON = 200;
    private static final int MOST_DECIMALS = 5;
    private static final int MOST_OFFERED = 20;

    /// Debits that nobody has used yet, on the payment's account and in its currency, to its payer by account or by
    /// name.
    private static final String DEBITS = """
            SELECT e.id, e.booked_on, e.amount, e.currency, e.counterparty_name, e.remittance
              FROM bank_entry e
              JOIN payment p ON p.company_id = e.company_id AND p.id = :payment
             WHERE e.company_id = current_company() AND e.account = p.bank_account AND NOT e.credit AND NOT e.reversal AND NOT e.undone
               AND e.status = 'BOOK' AND e.currency = p.currency AND e.booked_on >= p.booked_on
               AND NOT EXISTS (SELECT FROM refund r WHERE r.company_id = e.company_id AND r.entry_id = e.id AND r.voided_at IS NULL)
               AND %s
            """;

    private static final String TO_THE_PAYER = """
            e.amount <= p.unallocated
               AND (e.counterparty_account = p.payer_account OR lower(e.counterparty_name) = lower(p.payer_name))
             ORDER BY e.amount = p.unallocated DESC, e.booked_on, e.id
             LIMIT :most
            """;

    private final JdbcClient jdbc;
    private final Payments payments;
    private final Companies companies;

    Refunds(JdbcClient jdbc, Payments payments, Companies companies) {
        this.jdbc = jdbc;
        this.payments = payments;
        this.companies = companies;
    }

    /// What is to be given back. @param entry the bank's debit entry that did it, whose amount and date it then has
    public record Wanted(
            Optional<BigDecimal> amount, Optional<LocalDate> on, String reason, Optional<Long> entry) {}

    /// Notes that money of a payment was given back. Nothing is linked to the payment by itself any more.
    ///
    /// @return the refund's number
    /// @throws Refusal for more than is left, or naming the field that won't do
    @Transactional
    public long refund(PaymentId id, Wanted wanted) {
        CompanyLock.take(jdbc);
        var payment = payments.find(id);
        if (payment.voidedFor().isPresent()) {
            throw Refusal.conflict("payment.refund.voided");
        }
        if (wanted.reason().isBlank() || wanted.reason().length() > LONGEST_REASON) {
            throw Refusal.invalid("reason", "payment.void.reason", LONGEST_REASON);
        }
        var debit = wanted.entry().map(entry -> debit(id, entry));
        var amount = amount(payment, wanted, debit);
        var on = wanted.on().or(() -> debit.map(Refund.Debit::bookedOn)).orElseGet(companies::today);
        if (on.isBefore(payment.bookedOn()) || on.isAfter(companies.today())) {
            throw Refusal.invalid("date", "payment.writeOff.date", payment.bookedOn(), companies.today());
        }
        jdbc.sql("UPDATE payment SET decided = true WHERE company_id = current_company() AND id = :id")
                .param("id", id.value())
                .update();
        jdbc.sql("DELETE FROM payment_proposal WHERE company_id = current_company() AND payment_id = :id")
                .param("id", id.value())
                .update();
        return jdbc.sql("""
                INSERT INTO refund (company_id, payment_id, amount, refunded_on, reason, entry_id, created_by)
                VALUES (current_company(), :payment, :amount, :on, :reason, :entry, current_actor()) RETURNING id
                """)
                .param("payment", id.value())
                .param("amount", amount.amount())
                .param("on", on)
                .param("reason", wanted.reason().strip())
                .param("entry", wanted.entry().orElse(null))
                .query(Long.class)
                .single();
    }

    /// Takes a refund back: its amount is left of the payment again. It stays on record.
    /// @throws Refusal if there is none that stands
    @Transactional
    public void undo(PaymentId payment, long id) {
        CompanyLock.take(jdbc);
        int undone = jdbc.sql("""
                UPDATE refund SET voided_at = now(), voided_by = current_actor()
                 WHERE company_id = current_company() AND payment_id = :payment AND id = :id AND voided_at IS NULL
                """)
                .param("payment", payments.find(payment).id().value())
                .param("id", id)
                .update();
        if (undone == 0) {
            throw Refusal.notFound("payment.refund.notFound");
        }
    }

    /// Those that stand, the oldest first.
    /// @throws Refusal if the reader sees no such payment
    @Transactional(readOnly = true)
    public List<Refund> of(PaymentId payment) {
        return jdbc.sql("""
                SELECT r.id, r.amount, p.currency, r.refunded_on, r.reason, r.entry_id, u.name AS by
                  FROM refund r
                  JOIN payment p ON p.company_id = r.company_id AND p.id = r.payment_id
                  LEFT JOIN app_user u ON u.id = r.created_by
                 WHERE r.company_id = current_company() AND r.payment_id = :payment AND r.voided_at IS NULL
                 ORDER BY r.id
                """)
                .param("payment", payments.find(payment).id().value())
                .query((row, n) -> refund(row))
                .list();
    }

    /// The bank's debits that may have given this payment back: those of all that is left first.
    @Transactional(readOnly = true)
    public List<Refund.Debit> debits(PaymentId payment) {
        return jdbc.sql(DEBITS.formatted(TO_THE_PAYER))
                .param("payment", payments.find(payment).id().value())
                .param("most", MOST_OFFERED)
                .query((row, n) -> debit(row))
                .list();
    }

    private Refund.Debit debit(PaymentId payment, long entry) {
        return jdbc.sql(DEBITS.formatted("e.id = :entry"))
                .param("payment", payment.value())
                .param("entry", entry)
                .query((row, n) -> debit(row))
                .optional()
                .orElseThrow(() -> Refusal.invalid("entryId", "payment.refund.noDebit"));
    }

    private static Money amount(Payment payment, Wanted wanted, Optional<Refund.Debit> debit) {
        var amount = wanted.amount()
                .map(a -> new Money(a, payment.amount().currency()))
                .or(() -> debit.map(Refund.Debit::amount))
                .orElse(payment.unallocated());
        if (!amount.isPositive() && wanted.amount().isEmpty()) {
            throw Refusal.conflict("payment.writeOff.nothingLeft");
        }
        if (!amount.isPositive() || amount.amount().stripTrailingZeros().scale() > MOST_DECIMALS) {
            throw Refusal.invalid("amount", "payment.refund.amount");
        }
        if (amount.compareTo(payment.amount()) > 0) {
            throw Refusal.invalid("amount", "payment.refund.overPayment", payment.amount());
        }
        if (amount.compareTo(payment.unallocated()) > 0) {
            throw Refusal.conflict("payment.refund.overLeft", amount, payment.unallocated());
        }
        debit.filter(d -> d.amount().compareTo(amount) != 0).ifPresent(d -> {
            throw Refusal.invalid("amount", "payment.refund.otherAmount", d.amount());
        });
        return amount;
    }

    private static Refund refund(ResultSet row) throws SQLException {
        long entry = row.getLong("entry_id");
        return new Refund(
                row.getLong("id"),
                new Money(row.getBigDecimal("amount"), row.getString("currency")),
                row.getObject("refunded_on", LocalDate.class),
                row.getString("reason"),
                entry == 0 ? Optional.empty() : Optional.of(entry),
                Optional.ofNullable(row.getString("by")));
    }

    private static Refund.Debit debit(ResultSet row) throws SQLException {
        return new Refund.Debit(
                row.getLong("id"),
                row.getObject("booked_on", LocalDate.class),
                new Money(row.getBigDecimal("amount"), row.getString("currency")),
                Optional.ofNullable(row.getString("counterparty_name")),
                Optional.ofNullable(row.getString("remittance")));
    }
}
