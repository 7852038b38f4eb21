package org.kvit.payment;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Takes back the payments that the bank took back, whichever of the two comes first. A reversal names its payment by a
/// reference (`AcctSvcrRef`, `UETR`, `TxId`), by end-to-end id, or is alike in amount and the payer's account; the best
/// evidence counts. If several payments could be meant, none is taken back, unless all of them are. One that was given
/// back otherwise stays.
@Component
class Reversals {
    /// Reason codes that the bundles have words for: ISO 20022 ExternalReturnReason1Code, those that banks use.
    static final List<String> REASONS = List.of(
            "AC01", "AC03", "AC04", "AC06", "AC13", "AC14", "AC16", "AG01", "AG02", "AM01", "AM02", "AM03", "AM04",
            "AM05", "AM06", "AM07", "AM09", "AM10", "ARDT", "BE01", "BE04", "BE05", "BE06", "BE07", "CNOR", "CURR",
            "CUST", "DNOR", "DT01", "DUPL", "ED01", "ED05", "FOCR", "FR01", "FRAD", "MD01", "MD06", "MD07", "MS02",
            "MS03", "NARR", "NOAS", "NOOR", "RC01", "RC07", "RF01", "RR01", "RR02", "RR03", "RR04", "RUTA", "SL01",
            "SVNR", "TECH", "TM01", "TRAC", "UPAY");

    private final JdbcClient jdbc;

    Reversals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param statements that this file brought: their loose reversals are warned of
    @Transactional(propagation = Propagation.MANDATORY)
    public void undo(Long[] statements) {
        if (loose()) {
            candidates();
            choose();
            takeBack();
            jdbc.sql("DROP TABLE undone").update();
            jdbc.sql("DROP TABLE candidate").update();
            warn(statements);
        }
        jdbc.sql("DROP TABLE loose").update();
    }

    private boolean loose() {
        jdbc.sql("""
                CREATE TEMPORARY TABLE loose ON COMMIT DROP AS
                SELECT e.*, e.amount - CASE WHEN e.charges_currency = e.currency AND e.charges > 0 THEN e.charges ELSE 0 END AS without_charges
                  FROM bank_entry e
                 WHERE e.company_id = current_company() AND e.reversal AND NOT e.credit AND e.status = 'BOOK' AND NOT e.replaced AND NOT e.undone
                   AND NOT EXISTS (SELECT FROM payment u WHERE u.company_id = e.company_id AND u.void_entry_id = e.id)
                """).update();
        return jdbc.sql("SELECT EXISTS (SELECT FROM loose)")
                .query(Boolean.class)
                .single();
    }

    /// Rank 1: a reference of the bank; 2: the end-to-end id; 3: the payer's account with the payment's own reference
    /// or text; 4: the payer's account.
    private void candidates() {
        jdbc.sql("""
                CREATE TEMPORARY TABLE candidate ON COMMIT DROP AS
                SELECT c.*, min(c.rank) OVER (PARTITION BY c.entry_id) AS best
                  FROM (SELECT e.id AS entry_id, e.booked_on, p.id AS payment_id, p.amount, p.currency, p.payer_account,
                               CASE WHEN p.bank_reference = e.bank_reference OR o.uetr = e.uetr OR o.transaction_id = e.transaction_id THEN 1
                                    WHEN p.end_to_end_id IN (e.end_to_end_id, e.original_end_to_end_id) THEN 2
                                    WHEN p.payer_account = e.counterparty_account AND (p.reference = e.reference OR p.text = e.remittance) THEN 3
                                    WHEN p.payer_account = e.counterparty_account THEN 4 END AS rank
                          FROM loose e
                         CROSS JOIN LATERAL payments_of_amount(e.account, e.currency, ARRAY[e.amount, e.without_charges], e.booked_on) a
                          JOIN payment p ON p.company_id = e.company_id AND p.id = a.id
                          JOIN bank_entry o ON o.company_id = p.company_id AND o.id = p.entry_id) c
                 WHERE c.rank IS NOT NULL
                """).update();
        jdbc.sql("DELETE FROM candidate WHERE rank > best").update();
    }

    /// The one that is meant; of several alike all, if as many reversals mean them.
    private void choose() {
        jdbc.sql("""
                CREATE TEMPORARY TABLE undone ON COMMIT DROP AS
                WITH counted AS (
                  SELECT c.*, count(*) OVER (PARTITION BY entry_id) AS payments, min(payment_id) OVER (PARTITION BY entry_id) AS first_payment
                    FROM candidate c),
                alike AS (
                  SELECT first_payment, payments, array_agg(DISTINCT payment_id ORDER BY payment_id) AS of_payments,
                         array_agg(DISTINCT entry_id ORDER BY entry_id) AS of_entries
                    FROM counted GROUP BY first_payment, payments)
                SELECT DISTINCT ON (payment_id) payment_id, entry_id
                  FROM (SELECT payment_id, entry_id FROM counted WHERE payments = 1
                        UNION ALL
                        SELECT p.payment, p.entry FROM alike, unnest(of_payments, of_entries) AS p (payment, entry)
                         WHERE payments > 1 AND cardinality(of_payments) = payments AND cardinality(of_entries) = payments) c
                 ORDER BY payment_id, entry_id
                """).update();
    }

    private void takeBack() {
        for (var table : List.of("allocation", "payment_proposal")) {
            jdbc.sql(
                            "DELETE FROM %s WHERE company_id = current_company() AND payment_id IN (SELECT payment_id FROM undone)"
                                    .formatted(table))
                    .update();
        }
        jdbc.sql("""
                UPDATE write_off SET voided_at = now(), voided_by = current_actor()
                 WHERE company_id = current_company() AND voided_at IS NULL AND payment_id IN (SELECT payment_id FROM undone)
                """).update();
        jdbc.sql("""
                UPDATE payment p
                   SET voided_at = now(), void_entry_id = u.entry_id,
                       void_reason = CASE WHEN e.return_reason IS NULL
                                          THEN jsonb_build_object('key', 'payment.void.reversal', 'args', jsonb_build_array(e.booked_on))
                                          ELSE jsonb_build_object('key', 'payment.void.returned', 'args', jsonb_build_array(e.booked_on, %s)) END
                  FROM undone u
                  JOIN bank_entry e ON e.company_id = current_company() AND e.id = u.entry_id
                 WHERE p.company_id = e.company_id AND p.id = u.payment_id
                """.formatted(reason()))
                .param("reasons", REASONS.toArray(String[]::new))
                .update();
    }

    /// In the reader's language where the code is a known one.
    private static String reason() {
        return """
                CASE WHEN e.return_reason = ANY (:reasons)
                     THEN jsonb_build_object('key', 'bank.return.' || e.return_reason, 'args', jsonb_build_array())
                     ELSE to_jsonb(e.return_reason) END""";
    }

    /// What the bank took back and we could not tell from whom: a person has to look.
    private void warn(Long[] statements) {
        jdbc.sql("""
                UPDATE statement s SET warnings = s.warnings || r.warnings
                  FROM (SELECT e.statement_id, jsonb_agg(jsonb_build_object('key', 'payment.statement.reversal',
                                 'args', jsonb_build_array(e.booked_on, trim_scale(e.amount) || ' ' || e.currency, coalesce(e.counterparty_name, '–')))
                               ORDER BY e.id) AS warnings
                          FROM loose e
                         WHERE e.statement_id = ANY (:statements)
                           AND NOT EXISTS (SELECT FROM payment u WHERE u.company_id = e.company_id AND u.void_entry_id = e.id)
                         GROUP BY e.statement_id) r
                 WHERE s.company_id = current_company() AND s.id = r.statement_id
                """).param("statements", statements).update();
    }
}
