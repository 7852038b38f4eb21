package org.kvit.payment;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Finds which of staged entries are in the book already (docs/decisions/0019). A batch counts as one entry, come with
/// or without its transactions. Two entries with references are one if these are; where one of them has none, if all
/// else that is known of them is equal. As many as one statement holds there are, so each entry of a statement finds
/// another one in the book, or none.
@Component
class KnownEntries {
    private final JdbcClient jdbc;

    KnownEntries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Makes the temporary table `unit`: one row an entry of these statements; `entry` is the one in the book that it
    /// is, and `twin` says that it is another statement's of the same round.
    void find(Integer[] statements) {
        jdbc.sql("""
                CREATE TEMPORARY TABLE unit ON COMMIT DROP AS
                SELECT unit, statement, part = 1 AS detailed, key, print, details, NULL::text AS name, NULL::bigint AS entry, false AS twin
                  FROM entries
                 WHERE part <= 1 AND statement = ANY (:statements)
                """).param("statements", statements).update();
        byReference();
        byDetails();
        byFingerprint();
        if (statements.length > 1) {
            twins();
        }
    }

    /// First those that agree in all else too, where the bank's reference is that of several entries.
    private void byReference() {
        jdbc.sql("""
                CREATE TEMPORARY TABLE named ON COMMIT DROP AS
                SELECT b.id, b.reference_key AS key, b.fingerprint AS print
                  FROM (SELECT DISTINCT key FROM unit WHERE key IS NOT NULL) u
                  JOIN bank_entry b ON b.company_id = current_company() AND b.reference_key = u.key AND b.part <= 1 AND NOT b.replaced
                """).update();
        if (jdbc.sql("SELECT EXISTS (SELECT FROM named)").query(Boolean.class).single()) {
            jdbc.sql("""
                    UPDATE unit u SET entry = b.id
                      FROM (SELECT unit, key, print, row_number() OVER (PARTITION BY statement, key, print ORDER BY unit) AS nth
                              FROM unit WHERE key IS NOT NULL) n
                      JOIN (SELECT id, key, print, row_number() OVER (PARTITION BY key, print ORDER BY id) AS nth FROM named) b
                           USING (key, print, nth)
                     WHERE n.unit = u.unit
                    """).update();
            jdbc.sql("""
                    UPDATE unit u SET entry = b.id
                      FROM (SELECT unit, statement, key, row_number() OVER (PARTITION BY statement, key ORDER BY unit) AS nth
                              FROM unit WHERE key IS NOT NULL AND entry IS NULL) n
                      JOIN (SELECT b.id, s.statement, key, row_number() OVER (PARTITION BY s.statement, key ORDER BY b.id) AS nth
                              FROM named b
                              JOIN (SELECT DISTINCT statement, key FROM unit WHERE entry IS NULL) s USING (key)
                             WHERE NOT EXISTS (SELECT FROM unit t WHERE t.entry = b.id AND t.statement = s.statement)) b
                           USING (statement, key, nth)
                     WHERE n.unit = u.unit
                    """).update();
        }
        jdbc.sql("DROP TABLE named").update();
    }

    /// A batch whose transactions are all the same, where only one of the two has a reference, or none.
    private void byDetails() {
        jdbc.sql("""
                UPDATE unit u SET entry = b.id
                  FROM (SELECT unit, statement, details, key, row_number() OVER (PARTITION BY statement, details ORDER BY unit) AS nth
                          FROM unit WHERE detailed AND entry IS NULL) n
                  JOIN (SELECT b.id, b.reference_key, s.statement, s.details,
                               row_number() OVER (PARTITION BY s.statement, s.details ORDER BY b.id) AS nth
                          FROM (SELECT DISTINCT statement, details FROM unit WHERE detailed AND entry IS NULL) s
                          JOIN bank_entry b ON b.company_id = current_company() AND b.details = s.details AND b.part = 1 AND NOT b.replaced
                         WHERE NOT EXISTS (SELECT FROM unit t WHERE t.entry = b.id)) b
                       USING (statement, details, nth)
                 WHERE n.unit = u.unit AND (n.key IS NULL OR b.reference_key IS NULL)
                """).update();
    }

    /// Whoever could stand for fewer others chooses first.
    private void byFingerprint() {
        jdbc.sql("""
                CREATE TEMPORARY TABLE alike ON COMMIT DROP AS
                SELECT b.id, b.fingerprint AS print, b.reference_key IS NOT NULL AS named, b.part = 1 AS detailed
                  FROM (SELECT DISTINCT print FROM unit WHERE entry IS NULL) u
                  JOIN bank_entry b ON b.company_id = current_company() AND b.fingerprint = u.print AND b.part <= 1 AND NOT b.replaced
                 WHERE NOT EXISTS (SELECT FROM unit t WHERE t.entry = b.id)
                """).update();
        if (jdbc.sql("SELECT EXISTS (SELECT FROM alike)").query(Boolean.class).single()) {
            pair("key IS NOT NULL AND detailed", "NOT named AND NOT detailed");
            pair("key IS NOT NULL AND NOT detailed", "NOT named");
            pair("key IS NULL AND detailed", "NOT detailed");
            pair("key IS NULL AND NOT detailed", "true");
        }
        jdbc.sql("DROP TABLE alike").update();
    }

    private void pair(String units, String entries) {
        jdbc.sql("""
                UPDATE unit u SET entry = b.id
                  FROM (SELECT unit, print, row_number() OVER (PARTITION BY print ORDER BY unit) AS nth
                          FROM unit WHERE entry IS NULL AND %s) n
                  JOIN (SELECT id, print, row_number() OVER (PARTITION BY print ORDER BY detailed, named, id) AS nth
                          FROM alike a
                         WHERE %s AND NOT EXISTS (SELECT FROM unit t WHERE t.entry = a.id)) b
                       USING (print, nth)
                 WHERE n.unit = u.unit
                """.formatted(units, entries)).update();
    }

    /// The same reference in two statements of other days: booked by one of them, and only told by the other.
    private void twins() {
        jdbc.sql("""
                UPDATE unit u SET twin = true
                  FROM (SELECT unit, row_number() OVER (PARTITION BY key, nth ORDER BY detailed DESC, unit) AS again
                          FROM (SELECT unit, key, detailed, row_number() OVER (PARTITION BY statement, key ORDER BY unit) AS nth
                                  FROM unit WHERE key IS NOT NULL AND entry IS NULL) k) a
                 WHERE a.unit = u.unit AND a.again > 1
                """).update();
    }
}
