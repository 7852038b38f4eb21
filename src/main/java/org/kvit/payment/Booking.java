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

    Booking(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The payments are left in the table `incoming`, with their numbers, for [Linking] to write them once it knows
    /// what they are linked with.
    ///
    /// @param statements numbers in the order in which the staged entries count them
    /// @return how many are in that table
    @Transactional(propagation = Propagation.MANDATORY)
    public int book(List<Long> statements) {
        var ids = statements.toArray(Long[]::new);
        entries(ids);
        payments(ids);
        undo(ids);
        return jdbc.sql("SELECT count(*) FROM incoming").query(Integer.class).single();
    }

    /// A batch that came whole before isn't booked again by its transactions, nor the other way round.
    private void entries(Long[] statements) {
        jdbc.sql("""
                WITH added AS (
                  INSERT INTO bank_entry (company_id, statement_id, identity, batch, account, booked_on, value_on, amount, currency, credit, reversal,
                                          status, bank_reference, end_to_end_id, counterparty_name, counterparty_account, reference,
                                          remittance, additional, transaction_code, flag)
                  SELECT current_company(), (:statements::bigint[])[s.statement + 1], s.identity, s.batch, s.account, s.booked_on, s.value_on,
                         s.amount, s.currency, s.credit, s.reversal, s.status, s.bank_reference, s.end_to_end_id, s.counterparty_name,
                         s.counterparty_account, s.reference, s.remittance, s.additional, s.transaction_code, s.flag
                    FROM entries s
                   WHERE NOT EXISTS (SELECT FROM bank_entry e WHERE e.company_id = current_company() AND e.identity = s.batch)
                     AND NOT EXISTS (SELECT FROM bank_entry e WHERE e.company_id = current_company() AND e.batch = s.identity)
                   ORDER BY s.statement
                      ON CONFLICT (company_id, identity) DO NOTHING
                  RETURNING statement_id)
                UPDATE statement t SET new_entries = a.entries
                  FROM (SELECT statement_id, count(*) AS entries FROM added GROUP BY statement_id) a
                 WHERE t.company_id = current_company() AND t.id = a.statement_id
                """).param("statements", statements).update();
    }

    private void payments(Long[] statements) {
        jdbc.sql("""
                CREATE TEMPORARY TABLE incoming ON COMMIT DROP AS
                SELECT nextval('payment_id_seq') AS id, e.*
                  FROM (SELECT e.id AS entry_id, e.account AS bank_account, e.booked_on, e.amount, e.currency,
                               e.counterparty_name AS payer_name, e.counterparty_account AS payer_account,
                               coalesce(e.reference, CASE WHEN e.end_to_end_id LIKE '/VS%' THEN e.end_to_end_id END) AS reference,
                               e.remittance AS text, e.additional, e.bank_reference, e.end_to_end_id, e.flag
                          FROM bank_entry e
                         WHERE e.company_id = current_company() AND e.statement_id = ANY (:statements)
                           AND e.credit AND NOT e.reversal AND e.status = 'BOOK' AND e.amount > 0
                         ORDER BY e.id) e
                """).param("statements", statements).update();
        jdbc.sql("CREATE UNIQUE INDEX ON incoming (id)").update();
        jdbc.sql("ANALYZE incoming").update();
        takenBack();
    }

    /// Payments that a reversal may take back are written at once, so that [#undo] finds them with all others.
    private void takenBack() {
        jdbc.sql("""
                WITH taken AS (
                  DELETE FROM incoming i
                   USING bank_entry e
                   WHERE e.company_id = current_company() AND e.reversal AND NOT e.credit AND e.status = 'BOOK'
                     AND e.account = i.bank_account AND e.amount = i.amount AND e.currency = i.currency
                  RETURNING i.*)
                INSERT INTO payment (company_id, id, entry_id, bank_account, booked_on, amount, currency, payer_name, payer_account, reference,
                                     text, bank_reference, end_to_end_id, flag, created_by)
                       OVERRIDING SYSTEM VALUE
                SELECT current_company(), id, entry_id, bank_account, booked_on, amount, currency, payer_name, payer_account, reference, text,
                       bank_reference, end_to_end_id, flag, current_actor()
                  FROM taken
                """).update();
    }

    /// A reversal takes back the one payment that it names, by the bank's reference or by end-to-end id,
    /// or that is alike in amount and account of the payer, whichever of the two comes first; if several could be
    /// meant, none. Links go first.
    private void undo(Long[] statements) {
        jdbc.sql("""
                CREATE TEMPORARY TABLE undone ON COMMIT DROP AS
                SELECT DISTINCT ON (c.payment_id) c.payment_id, c.entry_id, c.booked_on
                  FROM (SELECT min(p.id) AS payment_id, e.id AS entry_id, e.booked_on
                          FROM bank_entry e
                          JOIN payment p ON p.company_id = e.company_id AND p.bank_account = e.account AND p.amount = e.amount AND p.currency = e.currency
                                        AND p.entry_id IS NOT NULL AND p.voided_at IS NULL AND p.booked_on <= e.booked_on
                                        AND (p.bank_reference = e.bank_reference OR (p.end_to_end_id = e.end_to_end_id AND p.end_to_end_id <> 'NOTPROVIDED')
                                             OR p.payer_account = e.counterparty_account)
                         WHERE e.company_id = current_company() AND e.reversal AND NOT e.credit AND e.status = 'BOOK'
                           AND NOT EXISTS (SELECT FROM payment u WHERE u.company_id = e.company_id AND u.void_entry_id = e.id)
                         GROUP BY e.id, e.booked_on
                        HAVING count(*) = 1) c
                 ORDER BY c.payment_id, c.entry_id
                """).update();
        jdbc.sql(
                        "DELETE FROM allocation WHERE company_id = current_company() AND payment_id IN (SELECT payment_id FROM undone)")
                .update();
        jdbc.sql(
                        "DELETE FROM payment_proposal WHERE company_id = current_company() AND payment_id IN (SELECT payment_id FROM undone)")
                .update();
        jdbc.sql("""
                UPDATE payment p
                   SET voided_at = now(), void_entry_id = u.entry_id,
                       void_reason = jsonb_build_object('key', 'payment.void.reversal', 'args', jsonb_build_array(u.booked_on))
                  FROM undone u WHERE p.company_id = current_company() AND p.id = u.payment_id
                """).update();
        jdbc.sql("DROP TABLE undone").update();
        warnOfLooseReversals(statements);
        jdbc.sql("DROP TABLE entries").update();
    }

    /// What the bank took back and we could not tell from whom: a person has to look.
    private void warnOfLooseReversals(Long[] statements) {
        jdbc.sql("""
                UPDATE statement s SET warnings = s.warnings || r.warnings
                  FROM (SELECT e.statement_id, jsonb_agg(jsonb_build_object('key', 'payment.statement.reversal',
                                 'args', jsonb_build_array(e.booked_on, trim_scale(e.amount) || ' ' || e.currency, coalesce(e.counterparty_name, '–')))
                               ORDER BY e.id) AS warnings
                          FROM bank_entry e
                         WHERE e.company_id = current_company() AND e.statement_id = ANY (:statements)
                           AND e.reversal AND NOT e.credit AND e.status = 'BOOK'
                           AND NOT EXISTS (SELECT FROM payment u WHERE u.company_id = e.company_id AND u.void_entry_id = e.id)
                         GROUP BY e.statement_id) r
                 WHERE s.company_id = current_company() AND s.id = r.statement_id
                """).param("statements", statements).update();
    }
}
