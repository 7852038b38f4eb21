package org.kvit.check;

import java.util.List;

/// Letters, and everything that is written in the same transaction with one.
final class ReminderInvariants {
    /// The lines that a written letter really carries.
    private static final String REMINDED_LINES = """
            SELECT l.company_id, l.id AS letter_id, l.level, n.invoice_id
              FROM reminder_letter l
              JOIN reminder_letter_line n ON n.company_id = l.company_id AND n.letter_id = l.id
             WHERE l.company_id = current_company() AND l.state = 'written' AND NOT n.excluded AND n.left_out IS NULL
            """;

    static final List<Invariant> ALL = List.of(
            new Invariant("letterIsWhole", """
                    SELECT 'letter ' || l.id AS subject, concat_ws(', ', CASE WHEN l.recipients <> '{}' THEN 'mail' END, CASE WHEN l.faxes <> '{}' THEN cardinality(l.faxes) || ' fax' END,
                           CASE WHEN l.post_to IS NOT NULL THEN 'post' END, 'document, correspondence, lines') AS expected,
                           concat_ws(', ', CASE WHEN m.id IS NOT NULL THEN 'mail' END, CASE WHEN f.n > 0 THEN f.n || ' fax' END,
                                     CASE WHEN p.id IS NOT NULL THEN 'post' END, CASE WHEN d.id IS NOT NULL THEN 'document' END,
                                     CASE WHEN c.n = 1 THEN 'correspondence' WHEN c.n > 1 THEN c.n || ' correspondence' END,
                                     CASE WHEN r.n > 0 THEN 'lines' END) AS found
                      FROM reminder_letter l
                      LEFT JOIN mail m ON m.company_id = l.company_id AND m.id = l.mail_id
                      LEFT JOIN postal_letter p ON p.company_id = l.company_id AND p.letter_id = l.id
                      LEFT JOIN (SELECT f.company_id, f.letter_id, count(*) AS n
                                   FROM reminder_letter_fax f
                                   JOIN mail x ON x.company_id = f.company_id AND x.id = f.mail_id
                                  GROUP BY 1, 2) f
                        ON f.company_id = l.company_id AND f.letter_id = l.id
                      LEFT JOIN document d ON d.company_id = l.company_id AND d.id = l.document_id
                      LEFT JOIN (SELECT company_id, letter_id, count(*) AS n FROM correspondence WHERE kind = 'reminder' GROUP BY 1, 2) c
                        ON c.company_id = l.company_id AND c.letter_id = l.id
                      LEFT JOIN (SELECT company_id, letter_id, count(*) AS n FROM (%s) lines GROUP BY 1, 2) r
                        ON r.company_id = l.company_id AND r.letter_id = l.id
                     WHERE l.company_id = current_company() AND l.state = 'written'
                       AND ((m.id IS NOT NULL) = (l.recipients <> '{}') AND coalesce(f.n, 0) = cardinality(l.faxes)
                            AND (p.id IS NOT NULL) = (l.post_to IS NOT NULL) AND (l.recipients <> '{}' OR l.faxes <> '{}' OR l.post_to IS NOT NULL)
                            AND d.id IS NOT NULL AND c.n = 1 AND r.n > 0) IS NOT TRUE
                     ORDER BY l.id
                    """.formatted(REMINDED_LINES)),
            new Invariant("mailHasLetter", """
                    SELECT 'mail ' || m.id AS subject, 'letter' AS expected, '' AS found
                      FROM mail m
                     WHERE m.company_id = current_company() AND m.kind = 'reminder' AND m.resend_of IS NULL
                       AND NOT EXISTS (SELECT FROM reminder_letter l WHERE l.company_id = m.company_id AND l.mail_id = m.id)
                       AND NOT EXISTS (SELECT FROM reminder_letter_fax f WHERE f.company_id = m.company_id AND f.mail_id = m.id)
                     ORDER BY m.id
                    """),
            new Invariant("remindedByLetter", """
                    SELECT 'invoice ' || i.number AS subject, CASE WHEN lines.letter_id IS NOT NULL THEN 'letter ' || lines.letter_id END AS expected,
                           CASE WHEN r.letter_id IS NOT NULL THEN 'letter ' || r.letter_id || ' ' || r.reminded_on END AS found
                      FROM (%s) lines
                      FULL JOIN (SELECT * FROM reminded WHERE company_id = current_company()) r
                        ON r.company_id = lines.company_id AND r.letter_id = lines.letter_id AND r.invoice_id = lines.invoice_id AND r.level = lines.level
                      JOIN invoice i ON i.company_id = current_company() AND i.id = coalesce(lines.invoice_id, r.invoice_id)
                     WHERE lines.letter_id IS NULL OR r.letter_id IS NULL
                     ORDER BY i.id
                    """.formatted(REMINDED_LINES)),
            new Invariant("letterCharges", """
                    SELECT 'letter ' || coalesce(c.letter_id, n.letter_id) AS subject, coalesce(n.open, 0) || ' + ' || coalesce(n.interest, 0) AS expected,
                           c.principal || ' + ' || coalesce(c.interest, 0) AS found
                      FROM (SELECT * FROM reminder_letter_charge WHERE company_id = current_company()) c
                      FULL JOIN (SELECT n.letter_id, i.currency, sum(n.open_amount) AS open, sum(n.interest) AS interest
                                   FROM reminder_letter_line n
                                   JOIN reminder_letter l ON l.company_id = n.company_id AND l.id = n.letter_id
                                   JOIN invoice i ON i.company_id = n.company_id AND i.id = n.invoice_id
                                  WHERE n.company_id = current_company() AND l.state = 'written' AND NOT n.excluded AND n.left_out IS NULL
                                  GROUP BY n.letter_id, i.currency) n ON n.letter_id = c.letter_id AND n.currency = c.currency
                     WHERE (c.letter_id IS NULL AND n.interest IS NOT NULL)
                        OR (c.letter_id IS NOT NULL AND (c.principal IS DISTINCT FROM n.open OR c.interest IS DISTINCT FROM n.interest))
                     ORDER BY 1
                    """),
            // A person may set a count, so the log can't say what it must be; but whatever was reminded has been
            // counted.
            new Invariant("reminderCounted", """
                    SELECT 'invoice ' || i.number || ' level ' || r.level AS subject, max(r.reminded_on)::text AS expected, max(c.last_on)::text AS found
                      FROM reminded r
                      JOIN invoice i ON i.company_id = r.company_id AND i.id = r.invoice_id
                      LEFT JOIN reminder_counter c ON c.company_id = r.company_id AND c.invoice_id = r.invoice_id AND c.level = r.level
                     WHERE r.company_id = current_company()
                     GROUP BY i.id, i.number, r.level
                    HAVING count(c.id) = 0 OR max(c.count) > 0 AND max(c.last_on) IS DISTINCT FROM max(r.reminded_on)
                     ORDER BY i.id
                    """));

    private ReminderInvariants() {}
}
