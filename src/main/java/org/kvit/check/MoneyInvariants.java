package org.kvit.check;

import java.util.List;

/// Invoices, payments, credit notes, write-offs, and the allocations between them.
final class MoneyInvariants {
    static final List<Invariant> ALL = List.of(
            new Invariant("openAmount", """
                    SELECT 'invoice ' || i.number AS subject, (i.total - coalesce(a.amount, 0))::text AS expected, i.open_amount::text AS found
                      FROM invoice i
                      LEFT JOIN (SELECT company_id, invoice_id, sum(amount) AS amount FROM allocation GROUP BY 1, 2) a
                        ON a.company_id = i.company_id AND a.invoice_id = i.id
                     WHERE i.company_id = current_company() AND i.open_amount <> i.total - coalesce(a.amount, 0)
                     ORDER BY i.id
                    """),
            new Invariant("openWithinTotal", """
                    SELECT 'invoice ' || number AS subject, '0 … ' || total AS expected, open_amount::text AS found
                      FROM invoice
                     WHERE company_id = current_company() AND open_amount NOT BETWEEN 0 AND total
                     ORDER BY id
                    """),
            new Invariant("allocated", """
                    SELECT 'payment ' || p.id AS subject, coalesce(a.amount, 0)::text AS expected, p.allocated::text AS found
                      FROM payment p
                      LEFT JOIN (SELECT company_id, payment_id, sum(amount) AS amount FROM allocation GROUP BY 1, 2) a
                        ON a.company_id = p.company_id AND a.payment_id = p.id
                     WHERE p.company_id = current_company() AND p.allocated <> coalesce(a.amount, 0)
                     ORDER BY p.id
                    """),
            new Invariant("notOverspent", """
                    SELECT 'payment ' || p.id AS subject, '0 … ' || p.amount AS expected, sum(s.amount)::text AS found
                      FROM payment p
                      JOIN (SELECT payment_id, amount FROM allocation WHERE company_id = current_company()
                             UNION ALL
                            SELECT payment_id, amount FROM refund WHERE company_id = current_company() AND voided_at IS NULL
                             UNION ALL
                            SELECT payment_id, amount FROM write_off WHERE company_id = current_company() AND voided_at IS NULL AND invoice_id IS NULL) s
                        ON s.payment_id = p.id
                     WHERE p.company_id = current_company()
                     GROUP BY p.company_id, p.id, p.amount
                    HAVING sum(s.amount) > p.amount
                     ORDER BY p.id
                    """),
            new Invariant("setOff", """
                    SELECT 'credit note ' || k.number AS subject, coalesce(a.amount, 0)::text AS expected, k.allocated::text AS found
                      FROM credit_note k
                      LEFT JOIN (SELECT company_id, credit_note_id, sum(amount) AS amount FROM allocation GROUP BY 1, 2) a
                        ON a.company_id = k.company_id AND a.credit_note_id = k.id
                     WHERE k.company_id = current_company() AND k.allocated <> coalesce(a.amount, 0)
                     ORDER BY k.id
                    """),
            new Invariant("notOvercredited", """
                    SELECT 'credit note ' || k.number AS subject, '0 … ' || k.total AS expected, sum(a.amount)::text AS found
                      FROM credit_note k
                      JOIN allocation a ON a.company_id = k.company_id AND a.credit_note_id = k.id
                     WHERE k.company_id = current_company()
                     GROUP BY k.company_id, k.id, k.number, k.total
                    HAVING sum(a.amount) > k.total
                     ORDER BY k.id
                    """),
            new Invariant("credited", """
                    SELECT 'invoice ' || i.number AS subject, coalesce(k.total, 0)::text AS expected, i.credited::text AS found
                      FROM invoice i
                      LEFT JOIN (SELECT company_id, invoice_id, sum(total) AS total FROM credit_note GROUP BY 1, 2) k
                        ON k.company_id = i.company_id AND k.invoice_id = i.id
                     WHERE i.company_id = current_company() AND (i.credited <> coalesce(k.total, 0) OR i.credited NOT BETWEEN 0 AND i.total)
                     ORDER BY i.id
                    """),
            new Invariant("creditNoteOfInvoice", """
                    SELECT 'credit note ' || k.number AS subject,
                           'approved ' || k.currency || ' … ' || k.issue_date AS expected,
                           concat_ws(' ', CASE WHEN i.id IS NULL THEN 'no invoice' WHEN i.approved THEN 'approved' ELSE 'draft' END, i.currency, i.issue_date) AS found
                      FROM credit_note k
                      LEFT JOIN invoice i ON i.company_id = k.company_id AND i.id = k.invoice_id
                     WHERE k.company_id = current_company()
                       AND (i.approved AND i.currency = k.currency AND i.issue_date <= k.issue_date) IS NOT TRUE
                     ORDER BY k.id
                    """),
            // From two sides that share nothing: what was invoiced, paid, credited and written off, and what the
            // invoices say is open. What of a credit
            // note is set off nowhere yet is the customer's, as a payment's rest is.
            new Invariant("balance", """
                    SELECT currency AS subject, sum(owed)::text AS expected, sum(open)::text AS found
                      FROM (SELECT currency::text, total AS owed, open_amount AS open
                              FROM invoice WHERE company_id = current_company() AND approved
                             UNION ALL
                            SELECT currency::text, -total + (total - allocated), 0
                              FROM credit_note WHERE company_id = current_company()
                             UNION ALL
                            SELECT p.currency::text, -a.amount, 0
                              FROM allocation a
                              JOIN payment p ON p.company_id = a.company_id AND p.id = a.payment_id
                             WHERE a.company_id = current_company()
                             UNION ALL
                            SELECT currency::text, -amount, 0
                              FROM write_off WHERE company_id = current_company() AND invoice_id IS NOT NULL AND voided_at IS NULL) sides
                     GROUP BY currency
                    HAVING sum(owed) <> sum(open)
                     ORDER BY currency
                    """),
            new Invariant("allocationJoins", """
                    SELECT 'allocation ' || a.id AS subject,
                           'approved ' || coalesce(p.currency, k.currency, w.currency) || ' ' || coalesce(p.booked_on, k.issue_date, w.written_on) AS expected,
                           concat_ws(' ', CASE WHEN i.id IS NULL THEN 'no invoice' WHEN i.approved THEN 'approved' ELSE 'draft' END, i.currency, a.paid_on,
                                     CASE WHEN num_nonnulls(p.id, k.id, w.id) = 0 THEN 'no payment' WHEN p.voided_at IS NOT NULL THEN 'payment voided'
                                          WHEN w.voided_at IS NOT NULL THEN 'write-off voided' END,
                                     CASE WHEN o.customer_id <> i.customer_id THEN 'another customer' END) AS found
                      FROM allocation a
                      LEFT JOIN invoice i ON i.company_id = a.company_id AND i.id = a.invoice_id
                      LEFT JOIN payment p ON p.company_id = a.company_id AND p.id = a.payment_id
                      LEFT JOIN credit_note k ON k.company_id = a.company_id AND k.id = a.credit_note_id
                      LEFT JOIN invoice o ON o.company_id = k.company_id AND o.id = k.invoice_id
                      LEFT JOIN write_off w ON w.company_id = a.company_id AND w.id = a.write_off_id
                     WHERE a.company_id = current_company()
                       AND (i.approved AND num_nonnulls(p.id, k.id, w.id) = 1 AND i.currency = coalesce(p.currency, k.currency, w.currency)
                            AND p.voided_at IS NULL AND w.voided_at IS NULL AND (w.id IS NULL OR w.invoice_id = a.invoice_id)
                            AND a.paid_on = coalesce(p.booked_on, k.issue_date, w.written_on) AND (k.id IS NULL OR o.customer_id = i.customer_id)) IS NOT TRUE
                     ORDER BY a.id
                    """),
            new Invariant("invoiceHasCustomer", """
                    SELECT 'invoice ' || i.number AS subject, 'customer ' || i.customer_id AS expected, '' AS found
                      FROM invoice i
                     WHERE i.company_id = current_company()
                       AND NOT EXISTS (SELECT FROM customer c WHERE c.company_id = i.company_id AND c.id = i.customer_id)
                     ORDER BY i.id
                    """));

    private MoneyInvariants() {}
}
