package org.kvit.payment;

import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.company.Iban;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Settles how the payments of a month come into an account, and changes it: what was made by hand is then taken back;
/// what the bank booked is not, as long as its import stands.
@Service
public class PeriodWays {
    private static final int LONGEST_ACCOUNT = 50;

    private final JdbcClient jdbc;
    private final PaymentPeriods periods;
    private final WriteOffs writeOffs;

    PeriodWays(JdbcClient jdbc, PaymentPeriods periods, WriteOffs writeOffs) {
        this.jdbc = jdbc;
        this.periods = periods;
        this.writeOffs = writeOffs;
    }

    /// @param account ours; empty: no account in particular, into which no statement's payments come
    /// @param way empty: as the first payment comes
    /// @param takenBack so many payments by hand the administrator has seen that go
    /// @throws Refusal if payments stand in the way, naming how many and what to do
    @Transactional
    public PaymentPeriod settle(String account, YearMonth month, Optional<PaymentWay> way, int takenBack) {
        CompanyLock.take(jdbc);
        var compact = Iban.compact(account);
        if (compact.length() > LONGEST_ACCOUNT || compact.equals("*")) {
            throw Refusal.invalid("account", "payment.account.unknown", account);
        }
        var period = periods.find(compact, month);
        if (way.equals(Optional.of(PaymentWay.HAND))
                && period.statements().payments() > 0) {
            throw Refusal.conflict(
                    "payment.period.undoImport",
                    period.monthName(),
                    compact,
                    period.statements().payments(),
                    period.statements().told());
        }
        if (way.equals(Optional.of(PaymentWay.STATEMENTS))) {
            toStatements(period, takenBack);
        }
        write(period, way);
        return periods.find(compact, month);
    }

    private void toStatements(PaymentPeriod period, int takenBack) {
        if (period.account().isEmpty()) {
            throw Refusal.invalid("account", "payment.period.nameless");
        }
        if (period.hand().payments() != takenBack) {
            throw Refusal.conflict(
                    "payment.period.confirm",
                    period.monthName(),
                    period.account(),
                    period.hand().payments(),
                    period.hand().told());
        }
        if (takenBack > 0) {
            takeBack(period);
        }
    }

    private void takeBack(PaymentPeriod period) {
        record Made(PaymentId id, Money refunded) {}
        var made = jdbc.sql("""
                SELECT id, refunded, currency FROM payment
                 WHERE company_id = current_company() AND entry_id IS NULL AND voided_at IS NULL AND bank_account = :account
                   AND booked_on >= :from AND booked_on < :to
                 ORDER BY id
                """)
                .param("account", period.account())
                .param("from", period.month().atDay(1))
                .param("to", period.month().plusMonths(1).atDay(1))
                .query((row, n) -> new Made(
                        new PaymentId(row.getLong("id")),
                        new Money(row.getBigDecimal("refunded"), row.getString("currency"))))
                .list();
        made.stream().filter(m -> m.refunded().isPositive()).findFirst().ifPresent(m -> {
            throw Refusal.conflict("payment.void.refunded", m.refunded());
        });
        takeBack(made.stream().map(Made::id).toList(), period);
    }

    private void takeBack(List<PaymentId> made, PaymentPeriod period) {
        var ids = made.stream().map(PaymentId::value).toArray(Long[]::new);
        for (var table : List.of("allocation", "payment_proposal")) {
            jdbc.sql("DELETE FROM %s WHERE company_id = current_company() AND payment_id = ANY (:ids)".formatted(table))
                    .param("ids", ids)
                    .update();
        }
        writeOffs.fall(made, true);
        jdbc.sql("""
                UPDATE payment SET voided_at = now(),
                                   void_reason = jsonb_build_object('key', 'payment.void.period', 'args', jsonb_build_array(:month::text))
                 WHERE company_id = current_company() AND id = ANY (:ids)
                """).param("month", period.monthName()).param("ids", ids).update();
    }

    private void write(PaymentPeriod period, Optional<PaymentWay> way) {
        if (way.isEmpty()) {
            jdbc.sql("DELETE FROM payment_period WHERE company_id = current_company() AND account = :account AND month = :month")
                    .param("account", period.account())
                    .param("month", period.month().atDay(1))
                    .update();
            return;
        }
        jdbc.sql("""
                INSERT INTO payment_period AS p (company_id, account, month, way, set_by)
                VALUES (current_company(), :account, :month, :way, current_actor())
                    ON CONFLICT (company_id, account, month) DO UPDATE SET way = excluded.way, set_by = excluded.set_by, set_at = now()
                 WHERE p.way <> excluded.way
                """)
                .param("account", period.account())
                .param("month", period.month().atDay(1))
                .param("way", way.get().code())
                .update();
    }
}
