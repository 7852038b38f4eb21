package org.kvit.payment;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.kvit.base.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Entries that banks announced (`PDNG`, `FUTR`) and have not booked yet. They are no payments: a bank may take them
/// back
/// without a word, so that one is shown no longer than the account's statements go on for two weeks without it.
@Service
public class Announced {
    private final JdbcClient jdbc;

    Announced(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param on the day that the bank expects to book it
    /// @param amount below zero: money out
    public record Entry(
            String account, LocalDate on, Money amount, Optional<String> counterparty, Optional<String> text) {}

    /// Newest first.
    @Transactional(readOnly = true)
    public List<Entry> list(int limit) {
        return jdbc.sql("""
                SELECT e.account, e.booked_on, CASE WHEN e.credit THEN e.amount ELSE -e.amount END AS amount, e.currency,
                       e.counterparty_name, coalesce(e.remittance, e.additional) AS text
                  FROM bank_entry e
                 WHERE e.company_id = current_company() AND e.status IN ('PDNG', 'FUTR') AND NOT e.undone
                   AND NOT EXISTS (SELECT FROM bank_entry b
                                    WHERE b.company_id = e.company_id AND b.account = e.account AND b.status = 'BOOK'
                                      AND b.booked_on BETWEEN e.booked_on - 7 AND e.booked_on + 14
                                      AND b.credit = e.credit AND b.currency = e.currency
                                      AND (b.bank_reference = e.bank_reference
                                           OR (b.amount, b.counterparty_name, b.end_to_end_id, b.remittance)
                                              IS NOT DISTINCT FROM (e.amount, e.counterparty_name, e.end_to_end_id, e.remittance)))
                   AND NOT EXISTS (SELECT FROM bank_entry l
                                    WHERE l.company_id = e.company_id AND l.account = e.account AND l.status = 'BOOK'
                                      AND l.booked_on > e.booked_on + 14)
                 ORDER BY e.booked_on DESC, e.id DESC
                 LIMIT :limit
                """)
                .param("limit", limit)
                .query((row, n) -> new Entry(
                        row.getString("account"),
                        row.getObject("booked_on", LocalDate.class),
                        new Money(row.getBigDecimal("amount"), row.getString("currency")),
                        Optional.ofNullable(row.getString("counterparty_name")),
                        Optional.ofNullable(row.getString("text"))))
                .list();
    }
}
