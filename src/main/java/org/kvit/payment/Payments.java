package org.kvit.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.company.OwnCustomers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The incoming payments of the bound company, for reading.
@Service
public class Payments {
    /// Whoever sees only their own customers sees the payments of these.
    private static final String VISIBLE = """
             WHERE p.company_id = current_company()
               AND %s
            """.formatted(OwnCustomers.seenOf("p"));
    private static final String WHERE = VISIBLE + """
               AND (:state = '' OR p.voided_at IS NULL AND CASE :state WHEN 'unlinked' THEN p.allocated = 0 AND p.unallocated > 0
                                                            WHEN 'partly' THEN p.allocated > 0 AND p.unallocated > 0
                                                            WHEN 'open' THEN p.unallocated > 0
                                                            ELSE p.unallocated = 0 END)
               AND (:query = '' OR p.payer_name ILIKE :like OR p.text ILIKE :like OR p.reference ILIKE :like OR p.payer_account ILIKE :account
                    OR p.amount::text LIKE :amount
                    OR EXISTS (SELECT FROM allocation a JOIN invoice i ON i.company_id = a.company_id AND i.id = a.invoice_id
                                WHERE a.company_id = p.company_id AND a.payment_id = p.id AND i.number ILIKE :like))
               AND (:statement = 0 OR p.entry_id IN (SELECT e.id FROM bank_entry e WHERE e.company_id = current_company() AND e.statement_id = :statement))
            """;
    private static final int LONGEST_QUERY = 100;

    private final JdbcClient jdbc;
    private final PaymentRows rows;

    Payments(JdbcClient jdbc, PaymentRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /// @param state `unlinked`, `partly`, `linked`, `open` (the first two together), or empty for all,
    /// voided ones too
    /// @param query part of a name, text, reference, account or invoice number, or the beginning of an amount
    /// @param statement only what this statement brought; 0: whatever it came by
    public record Filter(String state, String query, long statement) {
        public Filter(String state, String query) {
            this(state, query, 0);
        }

        public Filter {
            query = query.length() > LONGEST_QUERY ? query.substring(0, LONGEST_QUERY) : query;
            if (!List.of("", "unlinked", "partly", "linked", "open").contains(state)) {
                throw Refusal.invalid("state", "payment.state.unknown", state);
            }
        }
    }

    /// Newest first.
    /// @param before `bookedOn` and number of the last one seen
    @Transactional(readOnly = true)
    public List<Payment> list(Filter filter, Optional<Map.Entry<LocalDate, Long>> before, int limit) {
        var ids = filtered("SELECT p.id FROM payment p" + WHERE + """
                   AND (:beforeId = 0 OR (p.booked_on, p.id) < (:beforeDate, :beforeId))
                 ORDER BY p.booked_on DESC, p.id DESC
                 LIMIT :limit
                """, filter)
                .param("beforeDate", before.map(Map.Entry::getKey).orElse(LocalDate.EPOCH))
                .param("beforeId", before.map(Map.Entry::getValue).orElse(0L))
                .param("limit", limit)
                .query((row, n) -> row.getLong(1))
                .list();
        return rows.load(ids);
    }

    /// What the filtered payments come to in a currency; those that were taken back don't count.
    public record Total(int payments, Money amount, Money unallocated) {}

    @Transactional(readOnly = true)
    public List<Total> totals(Filter filter) {
        return filtered("""
                SELECT p.currency, count(*)::int AS payments, sum(p.amount) AS amount, sum(p.unallocated) AS left
                  FROM payment p
                """ + WHERE + " AND p.voided_at IS NULL GROUP BY p.currency ORDER BY p.currency", filter)
                .query((row, n) -> new Total(row.getInt("payments"), money(row, "amount"), money(row, "left")))
                .list();
    }

    /// @throws Refusal if the bound company has no such payment, or it is not the reader's to see
    @Transactional(readOnly = true)
    public Payment find(PaymentId id) {
        var visible = jdbc.sql("SELECT p.id FROM payment p" + VISIBLE + " AND p.id = :id")
                .param("id", id.value())
                .query((row, n) -> row.getLong(1))
                .list();
        return rows.load(visible).stream().findFirst().orElseThrow(() -> Refusal.notFound("payment.notFound"));
    }

    /// The next (or the previous) payment with something unallocated, in the list's order; empty at its end.
    @Transactional(readOnly = true)
    public Optional<PaymentId> neighbour(Payment of, boolean next) {
        return jdbc.sql("SELECT p.id FROM payment p" + VISIBLE
                        + """
                   AND p.voided_at IS NULL AND p.unallocated > 0 AND (p.booked_on, p.id) %s (:date, :id)
                 ORDER BY p.booked_on %s, p.id %s
                 LIMIT 1
                """.formatted(next ? "<" : ">", next ? "DESC" : "ASC", next ? "DESC" : "ASC"))
                .param("date", of.bookedOn())
                .param("id", of.id().value())
                .query((row, n) -> new PaymentId(row.getLong(1)))
                .optional();
    }

    private JdbcClient.StatementSpec filtered(String sql, Filter filter) {
        return jdbc.sql(sql)
                .param("state", filter.state())
                .param("query", filter.query())
                .param("statement", filter.statement())
                .param("like", Search.part(filter.query()))
                .param("account", Search.part(filter.query().replaceAll("\\s", "")))
                .param("amount", Search.amount(filter.query()));
    }

    private static Money money(ResultSet row, String column) throws SQLException {
        return new Money(row.getBigDecimal(column), row.getString("currency"));
    }
}
