package org.kvit.payment;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Books staged entries: those that no earlier file brought, the payments that they are, and what they undo.
@Component
class Booking {
    private final JdbcClient jdbc;
    private final EntryBook book;
    private final Reversals reversals;

    Booking(JdbcClient jdbc, EntryBook book, Reversals reversals) {
        this.jdbc = jdbc;
        this.book = book;
        this.reversals = reversals;
    }

    /// @param statements numbers in the order in which the staged entries count them
    @Transactional(propagation = Propagation.MANDATORY)
    public void book(List<Long> statements) {
        var ids = statements.toArray(Long[]::new);
        book.write(ids);
        payments(ids);
        reversals.undo(ids);
        jdbc.sql("DROP TABLE entries").update();
    }

    private void payments(Long[] statements) {
        jdbc.sql("""
                INSERT INTO payment (company_id, entry_id, bank_account, booked_on, amount, currency, payer_name, payer_account, reference,
                                     text, bank_reference, end_to_end_id, flag, created_by)
                SELECT current_company(), e.id, e.account, e.booked_on, e.amount, e.currency, e.counterparty_name, e.counterparty_account,
                       coalesce(e.reference, CASE WHEN e.end_to_end_id LIKE '/VS%' THEN e.end_to_end_id END),
                       e.remittance, e.bank_reference, e.end_to_end_id, e.flag, current_actor()
                  FROM bank_entry e
                 WHERE e.company_id = current_company() AND e.statement_id = ANY (:statements)
                   AND e.credit AND NOT e.reversal AND e.status = 'BOOK' AND e.amount > 0 AND NOT e.replaced
                 ORDER BY e.id
                    ON CONFLICT (company_id, entry_id) DO NOTHING
                """).param("statements", statements).update();
    }
}
