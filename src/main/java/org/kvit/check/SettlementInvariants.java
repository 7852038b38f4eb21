package org.kvit.check;

import java.util.List;

/// What settles besides links: write-offs and refunds; imports that were undone, and the ways of periods.
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
                    """),
            new Invariant("importUndone", """
                    SELECT 'statement file ' || f.id AS subject, CASE WHEN f.undone_at IS NULL THEN 'nothing undone' ELSE 'all undone, voided' END AS expected,
                           concat_ws(', ', CASE WHEN bool_or(s.undone <> (f.undone_at IS NOT NULL)) THEN 'statement' END,
                                     CASE WHEN bool_or(e.undone <> (f.undone_at IS NOT NULL)) THEN 'entry' END,
                                     CASE WHEN bool_or(f.undone_at IS NOT NULL AND p.voided_at IS NULL AND p.id IS NOT NULL) THEN 'payment' END,
                                     CASE WHEN bool_or(f.undone_at IS NOT NULL AND v.id IS NOT NULL) THEN 'reversal' END) AS found
                      FROM statement_file f
                      JOIN statement s ON s.company_id = f.company_id AND s.file_id = f.id
                      LEFT JOIN bank_entry e ON e.company_id = s.company_id AND e.statement_id = s.id
                      LEFT JOIN payment p ON p.company_id = e.company_id AND p.entry_id = e.id
                      LEFT JOIN payment v ON v.company_id = e.company_id AND v.void_entry_id = e.id
                     WHERE f.company_id = current_company()
                       AND (s.undone <> (f.undone_at IS NOT NULL) OR e.undone <> (f.undone_at IS NOT NULL)
                            OR f.undone_at IS NOT NULL AND (p.voided_at IS NULL AND p.id IS NOT NULL OR v.id IS NOT NULL))
                     GROUP BY f.id, f.undone_at
                     ORDER BY f.id
                    """),
            new Invariant("restsOnStanding", """
                    SELECT 'statement ' || o.statement_id AS subject, 'statement ' || o.earlier_id AS expected, 'undone' AS found
                      FROM statement_overlap o
                      JOIN statement l ON l.company_id = o.company_id AND l.id = o.statement_id AND NOT l.undone
                      JOIN statement e ON e.company_id = o.company_id AND e.id = o.earlier_id AND e.undone
                     WHERE o.company_id = current_company() AND l.file_id <> e.file_id
                     ORDER BY o.statement_id
                    """),
            new Invariant("oneWay", """
                    SELECT coalesce(nullif(t.account, ''), '–') || ' ' || to_char(t.month, 'YYYY-MM') AS subject,
                           coalesce(w.way, 'statements or hand') AS expected, concat_ws(', ', nullif(t.stated, 0) || ' statements', nullif(t.hand, 0) || ' hand') AS found
                      FROM (SELECT coalesce(p.bank_account, '') AS account, date_trunc('month', p.booked_on)::date AS month,
                                   count(*) FILTER (WHERE p.entry_id IS NOT NULL AND NOT e.undone) AS stated,
                                   count(*) FILTER (WHERE p.entry_id IS NULL AND p.voided_at IS NULL AND p.bank_account <> '') AS hand
                              FROM payment p
                              LEFT JOIN bank_entry e ON e.company_id = p.company_id AND e.id = p.entry_id
                             WHERE p.company_id = current_company()
                             GROUP BY 1, 2) t
                      LEFT JOIN payment_period w ON w.company_id = current_company() AND w.account = t.account AND w.month = t.month
                     WHERE t.stated > 0 AND t.hand > 0 OR t.stated > 0 AND w.way = 'hand' OR t.hand > 0 AND w.way = 'statements'
                     ORDER BY t.month, t.account
                    """));

    private SettlementInvariants() {}
}
