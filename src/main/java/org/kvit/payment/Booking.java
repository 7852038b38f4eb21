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
    private final PaymentPeriods periods;
    private final Reversals reversals;

    Booking(JdbcClient jdbc, EntryBook book, PaymentPeriods periods, Reversals reversals) {
        this.jdbc = jdbc;
        this.book = book;
        this.periods = periods;
        this.reversals = reversals;
    }

    /// The payments are left in the table `incoming`, with their numbers, for [Linking] to write them once it knows
    /// what they are linked with.
    ///
    /// @param statements numbers in the order in which the staged entries count them
    /// @return how many are in that table
    /// @throws org.kvit.base.Refusal if payments of a month are made by hand ([PaymentPeriods])
    @Transactional(propagation = Propagation.MANDATORY)
    public int book(List<Long> statements) {
        var ids = statements.toArray(Long[]::new);
        book.write(ids);
        periods.admitStatements(ids);
        payments(ids);
        reversals.undo(ids);
        jdbc.sql("DROP TABLE entries").update();
        return jdbc.sql("SELECT count(*) FROM incoming").query(Integer.class).single();
    }

    private void payments(Long[] statements) {
        jdbc.sql("""
                CREATE TEMPORARY TABLE incoming ON COMMIT DROP AS
                SELECT nextval('payment_id_seq') AS id, e.*
                  FROM (SELECT e.id AS entry_id, e.account AS bank_account, e.booked_on, e.amount, e.currency,
                               e.counterparty_name AS payer_name, e.counterparty_account AS payer_account,
                               coalesce(e.reference, CASE WHEN e.end_to_end_id LIKE '/VS%' THEN e.end_to_end_id END) AS reference,
                               e.ultimate_name, e.remittance AS text, e.additional, e.bank_reference, e.end_to_end_id, e.flag
                          FROM bank_entry e
                         WHERE e.company_id = current_company() AND e.statement_id = ANY (:statements)
                           AND e.credit AND NOT e.reversal AND e.status = 'BOOK' AND e.amount > 0 AND NOT e.replaced
                         ORDER BY e.id) e
                """).param("statements", statements).update();
        jdbc.sql("CREATE UNIQUE INDEX ON incoming (id)").update();
        jdbc.sql("ANALYZE incoming").update();
        takenBack();
    }

    /// Payments that a reversal may take back are written at once, so that [Reversals] finds them with all others.
    private void takenBack() {
        jdbc.sql("""
                WITH taken AS (
                  DELETE FROM incoming i
                   USING (SELECT DISTINCT e.account, e.currency, v.amount
                            FROM bank_entry e
                           CROSS JOIN LATERAL (VALUES (e.amount), (e.amount - coalesce(e.charges, 0))) v (amount)
                           WHERE e.company_id = current_company() AND e.reversal AND NOT e.credit AND e.status = 'BOOK' AND NOT e.undone
                             AND NOT EXISTS (SELECT FROM payment u WHERE u.company_id = e.company_id AND u.void_entry_id = e.id)) e
                   WHERE i.bank_account = e.account AND i.currency = e.currency AND i.amount = e.amount
                  RETURNING i.*)
                INSERT INTO payment (company_id, id, entry_id, bank_account, booked_on, amount, currency, payer_name, payer_account, reference,
                                     text, bank_reference, end_to_end_id, flag, created_by)
                       OVERRIDING SYSTEM VALUE
                SELECT current_company(), id, entry_id, bank_account, booked_on, amount, currency, payer_name, payer_account, reference, text,
                       bank_reference, end_to_end_id, flag, current_actor()
                  FROM taken
                """).update();
    }
}
