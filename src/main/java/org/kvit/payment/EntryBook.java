package org.kvit.payment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Writes staged entries into the book of bank entries, each once, whatever files bring it. Which of them are known is
/// [KnownEntries]' to find; the rest is written, and what is known learns what the new file says beyond the old one.
@Component
class EntryBook {
    private static final String SAID = """
            value_on, bank_reference, end_to_end_id, counterparty_name, counterparty_account, reference, remittance, additional,
            transaction_code, ultimate_name, charges, charges_currency, instructed_amount, instructed_currency, exchange_rate,
            return_reason, return_text, original_end_to_end_id, entry_reference, instruction_id, transaction_id, mandate_id, uetr""";

    private final JdbcClient jdbc;
    private final KnownEntries known;

    EntryBook(JdbcClient jdbc, KnownEntries known) {
        this.jdbc = jdbc;
        this.known = known;
    }

    private record Span(int statement, String account, LocalDate from, LocalDate to) {
        boolean overlaps(Span other) {
            return account.equals(other.account) && !from.isAfter(other.to) && !other.from.isAfter(to);
        }
    }

    /// @param statements numbers in the order in which the staged entries count them
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(Long[] statements) {
        // Usually one round; a file that holds one period twice takes one for each time.
        for (var round : rounds()) {
            known.find(round);
            overlaps(statements);
            split(statements);
            insert(statements);
            enrich();
            jdbc.sql("DROP TABLE unit").update();
        }
    }

    /// Statements of one account and time are looked at one after another, so that the later knows the earlier's
    /// entries; all others at once.
    private List<Integer[]> rounds() {
        var spans = jdbc.sql("""
                SELECT statement, account, min(booked_on) AS from_date, max(booked_on) AS to_date
                  FROM entries GROUP BY statement, account ORDER BY statement
                """)
                .query((row, n) -> new Span(
                        row.getInt("statement"),
                        row.getString("account"),
                        row.getObject("from_date", LocalDate.class),
                        row.getObject("to_date", LocalDate.class)))
                .list();
        var rounds = new ArrayList<List<Span>>();
        for (var span : spans) {
            int round = rounds.size();
            while (round > 0 && rounds.get(round - 1).stream().noneMatch(span::overlaps)) {
                round--;
            }
            if (round == rounds.size()) {
                rounds.add(new ArrayList<>());
            }
            rounds.get(round).add(span);
        }
        return rounds.stream()
                .map(r -> r.stream().map(Span::statement).toArray(Integer[]::new))
                .toList();
    }

    /// Which earlier statements the known ones of these entries came by: those rest on them ([ImportUndoing]).
    private void overlaps(Long[] statements) {
        jdbc.sql("ANALYZE unit").update(); // mostly none is known, and the table of all entries needn't be read
        jdbc.sql("""
                INSERT INTO statement_overlap AS o (company_id, statement_id, earlier_id, entries)
                SELECT current_company(), (:statements::bigint[])[u.statement + 1], b.statement_id, count(*)
                  FROM unit u
                  JOIN bank_entry b ON b.company_id = current_company() AND b.id = u.entry
                 WHERE b.statement_id <> ALL (:statements)
                 GROUP BY 2, 3
                    ON CONFLICT (company_id, statement_id, earlier_id) DO UPDATE SET entries = o.entries + excluded.entries
                """).param("statements", statements).update();
    }

    /// A batch that came whole is taken apart when its transactions come, unless a person has worked on it.
    private void split(Long[] statements) {
        jdbc.sql("""
                CREATE TEMPORARY TABLE parted ON COMMIT DROP AS
                SELECT DISTINCT ON (u.entry) u.unit, u.statement, u.entry, p.id AS payment, b.reference_key,
                       coalesce(p.decided OR p.refunded > 0 OR p.written_off > 0, false) OR p.voided_at IS NOT NULL
                         OR EXISTS (SELECT FROM allocation a
                                     WHERE a.company_id = p.company_id AND a.payment_id = p.id AND NOT a.automatic) AS kept
                  FROM unit u
                  JOIN bank_entry b ON b.company_id = current_company() AND b.id = u.entry AND b.part = 0
                  LEFT JOIN payment p ON p.company_id = b.company_id AND p.entry_id = b.id
                 WHERE u.detailed
                 ORDER BY u.entry, u.unit
                """).update();
        jdbc.sql("""
                UPDATE statement s SET warnings = s.warnings || w.warnings
                  FROM (SELECT k.statement, jsonb_agg(jsonb_build_object('key', 'payment.statement.batchKept',
                                 'args', jsonb_build_array(e.booked_on, trim_scale(e.amount) || ' ' || e.currency)) ORDER BY e.id) AS warnings
                          FROM parted k
                          JOIN bank_entry e ON e.company_id = current_company() AND e.id = k.entry
                         WHERE k.kept GROUP BY k.statement) w
                 WHERE s.company_id = current_company() AND s.id = (:statements::bigint[])[w.statement + 1]
                """).param("statements", statements).update();
        jdbc.sql("DELETE FROM parted WHERE kept").update();
        if (jdbc.sql("SELECT EXISTS (SELECT FROM parted)").query(Boolean.class).single()) {
            replace(statements);
        }
        jdbc.sql("UPDATE unit u SET entry = NULL, name = k.reference_key FROM parted k WHERE k.unit = u.unit")
                .update();
        jdbc.sql("DROP TABLE parted").update();
    }

    private void replace(Long[] statements) {
        for (var table : List.of("allocation", "payment_proposal")) {
            jdbc.sql(
                            "DELETE FROM %s WHERE company_id = current_company() AND payment_id IN (SELECT payment FROM parted)"
                                    .formatted(table))
                    .update();
        }
        jdbc.sql("""
                UPDATE payment p
                   SET voided_at = now(), void_reason = jsonb_build_object('key', 'payment.void.split', 'args', jsonb_build_array())
                  FROM parted k WHERE p.company_id = current_company() AND p.id = k.payment
                """).update();
        jdbc.sql("""
                UPDATE bank_entry e SET replaced = true, replaced_by = (:statements::bigint[])[k.statement + 1]
                  FROM parted k WHERE e.company_id = current_company() AND e.id = k.entry
                """).param("statements", statements).update();
    }

    private void insert(Long[] statements) {
        jdbc.sql("""
                WITH added AS (
                  INSERT INTO bank_entry (company_id, statement_id, identity, batch, reference_key, fingerprint, details, part, account,
                                          booked_on, amount, currency, credit, reversal, status, flag, %s)
                  SELECT current_company(), t.id, concat_ws('.', t.id, s.unit, nullif(s.part, 0)),
                         CASE WHEN s.part > 0 THEN t.id || '.' || s.unit END, coalesce(s.key, u.name), s.print, s.details, s.part, s.account,
                         s.booked_on, s.amount, s.currency, s.credit, s.reversal, s.status, s.flag, %s
                    FROM unit u
                    JOIN entries s ON s.unit = u.unit
                   CROSS JOIN LATERAL (SELECT (:statements::bigint[])[s.statement + 1] AS id) t
                   WHERE u.entry IS NULL AND NOT u.twin
                   ORDER BY s.unit, s.part
                  RETURNING statement_id)
                UPDATE statement t SET new_entries = t.new_entries + a.entries
                  FROM (SELECT statement_id, count(*) AS entries FROM added GROUP BY statement_id) a
                 WHERE t.company_id = current_company() AND t.id = a.statement_id
                """.formatted(SAID, columns("s.%1$s")))
                .param("statements", statements)
                .update();
    }

    /// What an earlier file left out and this one says; what both say stays as it was said first.
    private void enrich() {
        jdbc.sql("""
                CREATE TEMPORARY TABLE learnt ON COMMIT DROP AS
                SELECT DISTINCT ON (b.id) b.id, b.batch, u.unit
                  FROM unit u
                  JOIN entries s ON s.unit = u.unit AND s.part <= 1
                  JOIN bank_entry b ON b.company_id = current_company() AND b.id = u.entry
                 WHERE (b.reference_key IS NULL AND s.key IS NOT NULL)
                    OR (b.part = 0 AND s.part = 0 AND (%s) IS DISTINCT FROM (%s))
                 ORDER BY b.id, u.unit
                """.formatted(columns("b.%1$s"), columns("coalesce(b.%1$s, s.%1$s)")))
                .update();
        jdbc.sql("""
                UPDATE bank_entry b SET reference_key = coalesce(b.reference_key, s.key), %s
                  FROM learnt l
                  JOIN entries s ON s.unit = l.unit AND s.part = 0
                 WHERE b.company_id = current_company() AND b.id = l.id AND b.part = 0
                """.formatted(columns("%1$s = coalesce(b.%1$s, s.%1$s)"))).update();
        jdbc.sql("""
                UPDATE bank_entry b SET reference_key = s.key
                  FROM learnt l
                  JOIN entries s ON s.unit = l.unit AND s.part <= 1
                 WHERE b.company_id = current_company() AND b.batch = l.batch AND b.reference_key IS NULL AND s.key IS NOT NULL
                """).update();
        jdbc.sql("""
                UPDATE payment p
                   SET payer_name = coalesce(p.payer_name, e.counterparty_name), payer_account = coalesce(p.payer_account, e.counterparty_account),
                       reference = coalesce(p.reference, e.reference, CASE WHEN e.end_to_end_id LIKE '/VS%' THEN e.end_to_end_id END),
                       text = coalesce(p.text, e.remittance), bank_reference = coalesce(p.bank_reference, e.bank_reference),
                       end_to_end_id = coalesce(p.end_to_end_id, e.end_to_end_id)
                  FROM learnt l
                  JOIN bank_entry e ON e.company_id = current_company() AND e.id = l.id AND e.part = 0
                 WHERE p.company_id = e.company_id AND p.entry_id = e.id
                """).update();
        jdbc.sql("DROP TABLE learnt").update();
    }

    private static String columns(String each) {
        return String.join(
                ", ",
                java.util.Arrays.stream(SAID.split(","))
                        .map(c -> each.formatted(c.strip()))
                        .toList());
    }
}
