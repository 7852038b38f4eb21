package org.kvit.check;

import java.util.List;

/// What settles besides links: write-offs and refunds.
final class SettlementInvariants {
    static final List<Invariant> ALL = List.of(
            new Invariant("writeOffSettles", """
                    SELECT 'write-off ' || w.id AS subject,
                           CASE WHEN w.voided_at IS NULL THEN trim_scale(w.amount) || ' ' || w.written_on END AS expected,
                           string_agg(trim_scale(a.amount) || ' ' || a.paid_on, ', ') AS found
                      FROM write_off w
                      LEFT JOIN allocation a ON a.company_id = w.company_id AND a.write_off_id = w.id
                     WHERE w.company_id = current_company() AND (w.invoice_id IS NOT NULL OR a.id IS NOT NULL)
                     GROUP BY w.company_id, w.id, w.amount, w.written_on, w.voided_at, w.invoice_id
                    HAVING (CASE WHEN w.voided_at IS NULL THEN count(a.id) = 1 AND min(a.amount) = w.amount AND w.invoice_id IS NOT NULL
                                 ELSE count(a.id) = 0 END) IS NOT TRUE
                     ORDER BY w.id
                    """),
            new Invariant("surplusWrittenOff", """
                    SELECT 'payment ' || p.id AS subject, coalesce(w.amount, 0)::text AS expected, p.written_off::text AS found
                      FROM payment p
                      LEFT JOIN (SELECT company_id, payment_id, sum(amount) AS amount
                                   FROM write_off WHERE invoice_id IS NULL AND voided_at IS NULL GROUP BY 1, 2) w
                        ON w.company_id = p.company_id AND w.payment_id = p.id
                     WHERE p.company_id = current_company() AND p.written_off <> coalesce(w.amount, 0)
                     ORDER BY p.id
                    """),
            new Invariant("refunded", """
                    SELECT 'payment ' || p.id AS subject, coalesce(r.amount, 0)::text AS expected, p.refunded::text AS found
                      FROM payment p
                      LEFT JOIN (SELECT company_id, payment_id, sum(amount) AS amount FROM refund WHERE voided_at IS NULL GROUP BY 1, 2) r
                        ON r.company_id = p.company_id AND r.payment_id = p.id
                     WHERE p.company_id = current_company() AND p.refunded <> coalesce(r.amount, 0)
                     ORDER BY p.id
                    """),
            new Invariant("unallocated", """
                    SELECT 'payment ' || id AS subject, (amount - allocated - refunded - written_off)::text AS expected, unallocated::text AS found
                      FROM payment
                     WHERE company_id = current_company()
                       AND (unallocated <> amount - allocated - refunded - written_off OR unallocated NOT BETWEEN 0 AND amount
                            OR voided_at IS NOT NULL AND unallocated <> amount)
                     ORDER BY id
                    """),
            new Invariant("refundByDebit", """
                    SELECT 'refund ' || r.id AS subject, 'debit BOOK ' || p.currency || ' ' || trim_scale(r.amount) AS expected,
                           concat_ws(' ', CASE WHEN e.credit THEN 'credit' ELSE 'debit' END, e.status, e.currency, trim_scale(e.amount),
                                     CASE WHEN e.undone THEN 'undone' END) AS found
                      FROM refund r
                      JOIN payment p ON p.company_id = r.company_id AND p.id = r.payment_id
                      JOIN bank_entry e ON e.company_id = r.company_id AND e.id = r.entry_id
                     WHERE r.company_id = current_company() AND r.voided_at IS NULL
                       AND (NOT e.credit AND e.status = 'BOOK' AND e.currency = p.currency AND e.amount = r.amount AND NOT e.undone) IS NOT TRUE
                     ORDER BY r.id
                    """));

    private SettlementInvariants() {}
}
