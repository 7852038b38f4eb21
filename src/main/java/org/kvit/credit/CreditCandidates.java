package org.kvit.credit;

import java.time.LocalDate;
import java.util.List;
import org.kvit.base.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Against what a credit note could be set off.
@Component
public class CreditCandidates {
    private static final int MOST = 200;

    private final JdbcClient jdbc;

    CreditCandidates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Open invoices of the customer in the credit note's currency that it isn't linked with; the one
    /// that is due first comes first, at most 200.
    @Transactional(readOnly = true)
    List<Candidate> of(CreditNote note) {
        return jdbc.sql("""
                SELECT i.id, i.number, i.due_date, i.open_amount, i.currency
                  FROM invoice i
                 WHERE i.company_id = current_company() AND i.approved AND i.open_amount > 0
                   AND i.customer_id = :customer AND i.currency = :currency
                   AND NOT EXISTS (SELECT FROM allocation a
                                    WHERE a.company_id = i.company_id AND a.invoice_id = i.id AND a.credit_note_id = :note)
                 ORDER BY i.due_date, i.id
                 LIMIT :most
                """)
                .param("customer", note.customer().id().value())
                .param("currency", note.total().currency())
                .param("note", note.id().value())
                .param("most", MOST)
                .query((row, n) -> new Candidate(
                        row.getLong("id"),
                        row.getString("number"),
                        row.getObject("due_date", LocalDate.class),
                        new Money(row.getBigDecimal("open_amount"), row.getString("currency"))))
                .list();
    }

    /// @param open what is owed on it
    public record Candidate(long invoice, String number, LocalDate dueDate, Money open) {}
}
