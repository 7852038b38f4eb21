package org.kvit.check;

import java.util.List;

/// Bank entries and the payments that come of them.
final class BankInvariants {
    static final List<Invariant> ALL = List.of(
            new Invariant("entryHasPayment", """
                    SELECT 'entry ' || e.id AS subject, e.amount || ' ' || e.currency AS expected, p.amount || ' ' || p.currency AS found
                      FROM bank_entry e
                      LEFT JOIN payment p ON p.company_id = e.company_id AND p.entry_id = e.id
                     WHERE e.company_id = current_company() AND e.credit AND NOT e.reversal AND e.status = 'BOOK' AND e.amount > 0
                       AND (p.id IS NOT NULL OR (NOT e.replaced AND NOT e.undone))
                       AND (p.amount = e.amount AND p.currency = e.currency AND p.booked_on = e.booked_on) IS NOT TRUE
                     ORDER BY e.id
                    """),
            new Invariant("paymentIsCredit", """
                    SELECT 'payment ' || p.id AS subject, 'credit BOOK' AS expected,
                           concat_ws(' ', CASE WHEN e.credit THEN 'credit' ELSE 'debit' END, e.status) AS found
                      FROM payment p
                      JOIN bank_entry e ON e.company_id = p.company_id AND e.id = p.entry_id
                     WHERE p.company_id = current_company() AND NOT (e.credit AND e.status = 'BOOK')
                     ORDER BY p.id
                    """),
            new Invariant("documentUnchanged", """
                    SELECT 'document ' || id AS subject, encode(sha256, 'hex') AS expected, encode(sha256(bytes), 'hex') AS found
                      FROM document
                     WHERE company_id = current_company() AND (sha256 <> sha256(bytes) OR size <> length(bytes))
                     ORDER BY id
                    """));

    private BankInvariants() {}
}
