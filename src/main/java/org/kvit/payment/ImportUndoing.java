package org.kvit.payment;

import java.util.ArrayList;
import java.util.List;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Undoes the import of a statement file, as long as nothing else rests on it. Nothing is deleted: its payments are
/// voided, its entries count for nothing and free their identities, so that the same file can be imported again. What
/// its reversals took back comes back, and so do batches that it took apart, with the links that it had as far as their invoices still have so much open.
@Service
public class ImportUndoing {
    private static final String PAYMENTS = """
            SELECT p.id FROM payment p
              JOIN bank_entry e ON e.company_id = p.company_id AND e.id = p.entry_id
              JOIN statement s ON s.company_id = e.company_id AND s.id = e.statement_id
             WHERE p.company_id = current_company() AND s.file_id = :file""";
    private static final String ENTRIES = """
            SELECT e.id FROM bank_entry e
              JOIN statement s ON s.company_id = e.company_id AND s.id = e.statement_id
             WHERE e.company_id = current_company() AND s.file_id = :file""";

    private final JdbcClient jdbc;
    private final Statements statements;

    ImportUndoing(JdbcClient jdbc, Statements statements) {
        this.jdbc = jdbc;
        this.statements = statements;
    }

    /// What would go, and what stands in the way.
    /// @throws Refusal if there is no such file
    @Transactional(readOnly = true)
    public ImportToUndo of(long file) {
        var found = statements.file(file);
        return jdbc.sql("""
                SELECT (SELECT count(*) FROM bank_entry WHERE company_id = current_company() AND id IN (%2$s) AND NOT undone)::int AS entries,
                       count(*) FILTER (WHERE p.voided_at IS NULL)::int AS payments,
                       coalesce(sum(a.by_hand), 0)::int AS by_hand, coalesce(sum(a.automatic), 0)::int AS automatic,
                       (SELECT count(*) FROM payment b
                         WHERE b.company_id = current_company() AND b.id NOT IN (%1$s)
                           AND (b.void_entry_id IN (%2$s)
                                OR b.entry_id IN (SELECT r.id FROM bank_entry r
                                                    JOIN statement s ON s.company_id = r.company_id AND s.id = r.replaced_by
                                                   WHERE r.company_id = current_company() AND s.file_id = :file)))::int AS back
                  FROM payment p
                  LEFT JOIN LATERAL (
                       SELECT count(*) FILTER (WHERE NOT x.automatic) AS by_hand, count(*) FILTER (WHERE x.automatic) AS automatic
                         FROM allocation x WHERE x.company_id = p.company_id AND x.payment_id = p.id) a ON true
                 WHERE p.company_id = current_company() AND p.id IN (%1$s)
                """.formatted(PAYMENTS, ENTRIES))
                .param("file", file)
                .query((row, n) -> new ImportToUndo(
                        found,
                        row.getInt("entries"),
                        row.getInt("payments"),
                        row.getInt("by_hand"),
                        row.getInt("automatic"),
                        row.getInt("back"),
                        rests(file),
                        found.undone()))
                .single();
    }

    /// @param seen what its reader has seen of it ([ImportToUndo#seen])
    /// @throws Refusal naming what rests on it; or if something has changed since it was seen
    @Transactional
    public void undo(long file, String seen) {
        CompanyLock.take(jdbc);
        var now = of(file);
        if (now.undone().isPresent()) {
            throw Refusal.conflict("payment.import.undone", now.file().name());
        }
        if (!now.rests().isEmpty()) {
            throw Refusal.conflict(
                    "payment.import.rests", now.file().name(), now.rests().getFirst());
        }
        if (!now.seen().equals(seen)) {
            throw Refusal.conflict("payment.import.meanwhile");
        }
        takeBack(now.file());
        giveBack(file);
        mark(file);
    }

    private List<Words> rests(long file) {
        var rests = new ArrayList<Words>();
        jdbc.sql("""
                SELECT f.name, sum(o.entries)::int AS entries
                  FROM statement_overlap o
                  JOIN statement e ON e.company_id = o.company_id AND e.id = o.earlier_id AND e.file_id = :file
                  JOIN statement l ON l.company_id = o.company_id AND l.id = o.statement_id AND NOT l.undone AND l.file_id <> :file
                  JOIN statement_file f ON f.company_id = l.company_id AND f.id = l.file_id
                 WHERE o.company_id = current_company()
                 GROUP BY f.id, f.name
                 ORDER BY f.id DESC
                """).param("file", file).query(row -> {
            rests.add(Words.of("payment.import.rests.again", row.getString("name"), row.getInt("entries")));
        });
        count(
                rests,
                "payment.import.rests.refunds",
                file,
                "SELECT count(*)::int FROM refund WHERE company_id = current_company() AND voided_at IS NULL AND (payment_id IN (%s) OR entry_id IN (%s))"
                        .formatted(PAYMENTS, ENTRIES));
        count(
                rests,
                "payment.import.rests.writeOffs",
                file,
                "SELECT count(*)::int FROM write_off WHERE company_id = current_company() AND voided_at IS NULL AND payment_id IN (%s)"
                        .formatted(PAYMENTS));
        return rests;
    }

    private void count(List<Words> rests, String key, long file, String sql) {
        int found = jdbc.sql(sql).param("file", file).query(Integer.class).single();
        if (found > 0) {
            rests.add(Words.of(key, found));
        }
    }

    /// Links go first; what they taught is forgotten with them.
    private void takeBack(Statements.File file) {
        for (var what : List.of("allocation WHERE payment_id", "payment_proposal WHERE payment_id", "payer_account WHERE learnt_from")) {
            jdbc.sql("DELETE FROM %s IN (%s) AND company_id = current_company()".formatted(what, PAYMENTS))
                    .param("file", file.id())
                    .update();
        }
        jdbc.sql("""
                UPDATE payment
                   SET voided_at = coalesce(voided_at, now()), void_entry_id = NULL,
                       void_reason = jsonb_build_object('key', 'payment.void.import', 'args', jsonb_build_array(:name::text))
                 WHERE company_id = current_company() AND id IN (%s)
                """.formatted(PAYMENTS))
                .param("name", file.name())
                .param("file", file.id())
                .update();
    }

    /// What its reversals took back, and the batches that it took apart. The links that such a payment lost stand in
    /// the audit trail, at the moment when it was voided.
    private void giveBack(long file) {
        jdbc.sql("""
                CREATE TEMPORARY TABLE given ON COMMIT DROP AS
                SELECT p.id, p.voided_at FROM payment p WHERE p.company_id = current_company() AND p.void_entry_id IN (%s)
                 UNION
                SELECT p.id, p.voided_at
                  FROM bank_entry e
                  JOIN payment p ON p.company_id = e.company_id AND p.entry_id = e.id AND p.void_entry_id IS NULL AND p.voided_at IS NOT NULL
                 WHERE e.company_id = current_company()
                   AND e.replaced_by IN (SELECT s.id FROM statement s WHERE s.company_id = current_company() AND s.file_id = :file)
                """.formatted(ENTRIES)).param("file", file).update();
        jdbc.sql("""
                UPDATE bank_entry SET replaced = false, replaced_by = NULL
                 WHERE company_id = current_company()
                   AND replaced_by IN (SELECT s.id FROM statement s WHERE s.company_id = current_company() AND s.file_id = :file)
                """).param("file", file).update();
        jdbc.sql("""
                UPDATE payment p SET voided_at = NULL, void_reason = NULL, void_entry_id = NULL
                  FROM given g WHERE p.company_id = current_company() AND p.id = g.id
                """).update();
        jdbc.sql("""
                INSERT INTO allocation (company_id, invoice_id, payment_id, amount, paid_on, automatic, rule, reason, created_by)
                SELECT current_company(), l.invoice_id, l.payment_id, l.amount, l.booked_on, l.automatic, l.rule, l.reason, current_actor()
                  FROM (SELECT i.id AS invoice_id, p.id AS payment_id, p.booked_on, (u.before ->> 'amount')::numeric AS amount, i.open_amount,
                               (u.before ->> 'automatic')::boolean AS automatic, u.before ->> 'rule' AS rule, u.before -> 'reason' AS reason,
                               sum((u.before ->> 'amount')::numeric) OVER (PARTITION BY i.id ORDER BY p.booked_on, p.id) AS up_to
                          FROM given g
                          JOIN payment p ON p.company_id = current_company() AND p.id = g.id
                          JOIN audit u ON u.company_id = p.company_id AND u.subject = 'allocation' AND u.action = 'deleted'
                                      AND (u.before ->> 'payment_id')::bigint = g.id AND u.at = g.voided_at
                          JOIN invoice i ON i.company_id = u.company_id AND i.id = (u.before ->> 'invoice_id')::bigint
                         WHERE i.approved AND i.currency = p.currency) l
                 WHERE l.up_to <= l.open_amount
                """).update();
        jdbc.sql("DROP TABLE given").update();
        jdbc.sql("DELETE FROM last_asked WHERE company_id = current_company()").update(); // there are others to be asked
    }

    private void mark(long file) {
        jdbc.sql("""
                UPDATE bank_entry
                   SET undone = true, identity = 'undone ' || id, batch = 'undone ' || batch,
                       reference_key = NULL, fingerprint = NULL, details = NULL
                 WHERE company_id = current_company() AND id IN (%s)
                """.formatted(ENTRIES)).param("file", file).update();
        jdbc.sql("UPDATE statement SET undone = true WHERE company_id = current_company() AND file_id = :file")
                .param("file", file)
                .update();
        jdbc.sql("UPDATE statement_file SET undone_at = now(), undone_by = current_actor() WHERE company_id = current_company() AND id = :file")
                .param("file", file)
                .update();
    }
}
