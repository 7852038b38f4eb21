package org.kvit.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// One way per period: within one month and account payments come from statements or are made by hand, never both.
/// Whoever brings payments asks here first, under the company's lock.
@Service
public class PaymentPeriods {
    /// Each month and account with what is there, way by way and currency by currency. An entry that was taken back by
    /// the bank came from a statement all the same; one of an import that was undone never came.
    private static final String THERE = """
            SELECT coalesce(p.bank_account, '') AS account, date_trunc('month', p.booked_on)::date AS month, p.entry_id IS NOT NULL AS stated,
                   p.currency::text AS currency, count(*)::int AS payments, sum(p.amount) AS amount
              FROM payment p
              LEFT JOIN bank_entry e ON e.company_id = p.company_id AND e.id = p.entry_id
             WHERE p.company_id = current_company() AND p.booked_on >= :from AND p.booked_on < :to AND (:account = '*' OR coalesce(p.bank_account, '') = :account)
               AND CASE WHEN p.entry_id IS NULL THEN p.voided_at IS NULL ELSE NOT e.undone AND NOT e.replaced END
             GROUP BY 1, 2, 3, 4
            """;

    private static final String ANY = "*";

    private final JdbcClient jdbc;

    PaymentPeriods(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The months of a year in which payments are there or a way is settled, the newest first, by account.
    @Transactional(readOnly = true)
    public List<PaymentPeriod> of(int year) {
        return read(LocalDate.of(year, 1, 1), LocalDate.of(year + 1, 1, 1), ANY);
    }

    /// One month of one account, whatever is there.
    @Transactional(readOnly = true)
    public PaymentPeriod find(String account, YearMonth month) {
        return read(month.atDay(1), month.plusMonths(1).atDay(1), account).stream()
                .findFirst()
                .orElse(new PaymentPeriod(
                        account,
                        month,
                        Optional.empty(),
                        Optional.empty(),
                        PaymentPeriod.Side.NONE,
                        PaymentPeriod.Side.NONE));
    }

    /// The years that have any, the newest first.
    @Transactional(readOnly = true)
    public List<Integer> years() {
        return jdbc.sql("""
                SELECT y.year
                  FROM (SELECT min(booked_on) AS first, max(booked_on) AS last FROM payment WHERE company_id = current_company()) p
                 CROSS JOIN LATERAL generate_series(extract(year FROM p.last)::int, extract(year FROM p.first)::int, -1) AS y (year)
                 ORDER BY 1 DESC
                """).query((row, n) -> row.getInt(1)).list();
    }

    /// @throws Refusal if payments of that month come into that account from statements
    void admitByHand(String account, LocalDate date) {
        var period = find(account, YearMonth.from(date));
        if (period.way().filter(PaymentWay.STATEMENTS::equals).isEmpty()) {
            return;
        }
        throw period.statements().payments() == 0
                ? Refusal.conflict("payment.period.fixedStatements", period.monthName(), account)
                : Refusal.conflict(
                        "payment.period.statements",
                        period.monthName(),
                        account,
                        period.statements().payments(),
                        period.statements().told());
    }

    /// @param statements just booked
    /// @throws Refusal if one of them brings new payments into a month of an account whose payments
    /// are made by hand
    void admitStatements(Long[] statements) {
        jdbc.sql("""
                SELECT h.account, h.month, count(*)::int AS payments
                  FROM (SELECT bank_account AS account, date_trunc('month', booked_on)::date AS month
                          FROM payment
                         WHERE company_id = current_company() AND entry_id IS NULL AND voided_at IS NULL AND bank_account <> ''
                         UNION
                        SELECT account, month FROM payment_period WHERE company_id = current_company() AND way = 'hand') h
                  JOIN bank_entry e ON e.company_id = current_company() AND e.account = h.account
                                   AND e.booked_on >= h.month AND e.booked_on < h.month + interval '1 month'
                                   AND e.statement_id = ANY (:statements) AND e.credit AND NOT e.reversal AND e.status = 'BOOK' AND e.amount > 0
                 GROUP BY 1, 2
                 ORDER BY 2, 1
                 LIMIT 1
                """)
                .param("statements", statements)
                .query((row, n) -> refusal(
                        row.getString("account"),
                        YearMonth.from(row.getObject("month", LocalDate.class)),
                        row.getInt("payments")))
                .optional()
                .ifPresent(refusal -> {
                    throw refusal;
                });
    }

    private Refusal refusal(String account, YearMonth month, int brought) {
        var period = find(account, month);
        return period.hand().payments() == 0
                ? Refusal.conflict("payment.period.fixedHand", period.monthName(), account, brought)
                : Refusal.conflict(
                        "payment.period.hand",
                        period.monthName(),
                        account,
                        period.hand().payments(),
                        period.hand().told(),
                        brought);
    }

    private List<PaymentPeriod> read(LocalDate from, LocalDate to, String account) {
        var sides = sides(from, to, account);
        var periods = new ArrayList<PaymentPeriod>();
        jdbc.sql("""
                WITH there AS (%s)
                SELECT k.account, k.month, s.way, u.name AS by
                  FROM (SELECT account, month FROM there
                         UNION
                        SELECT account, month FROM payment_period
                         WHERE company_id = current_company() AND month >= :from AND month < :to AND (:account = '*' OR account = :account)) k
                  LEFT JOIN payment_period s ON s.company_id = current_company() AND s.account = k.account AND s.month = k.month
                  LEFT JOIN app_user u ON u.id = s.set_by
                 ORDER BY k.month DESC, k.account
                """.formatted(THERE))
                .param("from", from)
                .param("to", to)
                .param("account", account)
                .query(row -> {
                    periods.add(period(row, sides));
                });
        return periods;
    }

    private record Key(String account, LocalDate month, boolean stated) {}

    private Map<Key, PaymentPeriod.Side> sides(LocalDate from, LocalDate to, String account) {
        var sides = new LinkedHashMap<Key, PaymentPeriod.Side>();
        jdbc.sql(THERE + " ORDER BY 4")
                .param("from", from)
                .param("to", to)
                .param("account", account)
                .query(row -> {
                    var sum = new Money(row.getBigDecimal("amount"), row.getString("currency"));
                    sides.merge(
                            new Key(
                                    row.getString("account"),
                                    row.getObject("month", LocalDate.class),
                                    row.getBoolean("stated")),
                            new PaymentPeriod.Side(row.getInt("payments"), List.of(sum)),
                            PaymentPeriods::both);
                });
        return sides;
    }

    private static PaymentPeriod.Side both(PaymentPeriod.Side one, PaymentPeriod.Side other) {
        var sums = new ArrayList<>(one.sums());
        sums.addAll(other.sums());
        return new PaymentPeriod.Side(one.payments() + other.payments(), List.copyOf(sums));
    }

    private static PaymentPeriod period(ResultSet row, Map<Key, PaymentPeriod.Side> sides) throws SQLException {
        var account = row.getString("account");
        var month = row.getObject("month", LocalDate.class);
        return new PaymentPeriod(
                account,
                YearMonth.from(month),
                Optional.ofNullable(row.getString("way")).flatMap(PaymentWay::of),
                Optional.ofNullable(row.getString("by")),
                sides.getOrDefault(new Key(account, month, true), PaymentPeriod.Side.NONE),
                sides.getOrDefault(new Key(account, month, false), PaymentPeriod.Side.NONE));
    }
}
