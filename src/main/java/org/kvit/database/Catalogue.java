package org.kvit.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What there is in the database, by its own catalogue: a new table needs nobody who remembers to back it
/// up.
final class Catalogue {
    /// Kept by Flyway itself.
    private static final String HISTORY = "flyway_schema_history";

    private final Connection connection;

    Catalogue(Connection connection) {
        this.connection = connection;
    }

    /// In an order in which they can be filled; a table's rows may refer to each other. `rows` is not
    /// counted.
    List<BackupManifest.Table> tables() throws SQLException {
        var columns = new LinkedHashMap<String, List<String>>();
        each(
                """
                SELECT c.relname, a.attname
                  FROM pg_class c
                  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
                 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> '%s'
                 ORDER BY c.relname, a.attnum
                """.formatted(HISTORY),
                row -> columns.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                        .add(row.getString(2)));
        return inOrder(columns, references());
    }

    List<BackupManifest.Sequence> sequences() throws SQLException {
        var sequences = new ArrayList<BackupManifest.Sequence>();
        each("""
                SELECT sequencename, CASE WHEN last_value IS NULL THEN start_value ELSE last_value + increment_by END
                  FROM pg_sequences
                 WHERE schemaname = 'public'
                 ORDER BY sequencename
                """, row -> sequences.add(new BackupManifest.Sequence(row.getString(1), row.getLong(2))));
        return sequences;
    }

    List<BackupManifest.Migration> schema() throws SQLException {
        var migrations = new ArrayList<BackupManifest.Migration>();
        each(
                "SELECT version, coalesce(checksum, 0) FROM %s WHERE success AND version IS NOT NULL ORDER BY installed_rank"
                        .formatted(HISTORY),
                row -> migrations.add(new BackupManifest.Migration(row.getString(1), row.getInt(2))));
        return migrations;
    }

    record Column(String table, String name) {}

    /// Columns whose values are encrypted with the installation's key ([Secrets]): the schema says so in
    /// its comment.
    List<Column> sealed() throws SQLException {
        return commented("sealed");
    }

    /// A column that names, by their SHA-256, the files in [DataDirectory#attachments] that its rows want:
    /// the schema says so in its comment.
    List<Column> files() throws SQLException {
        return commented("attachments");
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private List<Column> commented(String comment) throws SQLException {
        var columns = new ArrayList<Column>();
        each("""
                SELECT c.relname, a.attname
                  FROM pg_class c
                  JOIN pg_attribute a ON a.attrelid = c.oid
                 WHERE c.relnamespace = 'public'::regnamespace AND col_description(c.oid, a.attnum) = '%s'
                """.formatted(comment), row -> columns.add(new Column(row.getString(1), row.getString(2))));
        return columns;
    }

    private Map<String, List<String>> references() throws SQLException {
        var references = new LinkedHashMap<String, List<String>>();
        each(
                """
                SELECT t.relname, f.relname
                  FROM pg_constraint c
                  JOIN pg_class t ON t.oid = c.conrelid
                  JOIN pg_class f ON f.oid = c.confrelid
                 WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace AND c.conrelid <> c.confrelid
                """,
                row -> references
                        .computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                        .add(row.getString(2)));
        return references;
    }

    private static List<BackupManifest.Table> inOrder(
            Map<String, List<String>> columns, Map<String, List<String>> references) {
        var ordered = new LinkedHashMap<String, BackupManifest.Table>();
        while (ordered.size() < columns.size()) {
            int before = ordered.size();
            columns.forEach((table, names) -> {
                if (ordered.keySet().containsAll(references.getOrDefault(table, List.of()))) {
                    ordered.putIfAbsent(table, new BackupManifest.Table(table, names, 0));
                }
            });
            if (ordered.size() == before) {
                throw new IllegalStateException("tables refer to each other in a circle");
            }
        }
        return List.copyOf(ordered.values());
    }

    private interface Take {
        void row(ResultSet row) throws SQLException;
    }

    private void each(String sql, Take take) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                take.row(rows);
            }
        }
    }
}
