package org.kvit.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.kvit.base.Refusal;
import org.postgresql.PGConnection;

/// Fills a database of a backup's schema version with the backup, in one transaction. Rows come as they
/// were, so the triggers that would audit and derive are off meanwhile; keys, references and checks hold as
/// ever.
final class BackupLoading {
    private final BackupFile backup;
    private final Secrets secrets;

    /// @param secrets of the installation that is filled: what the backup's key encrypted is encrypted anew
    BackupLoading(BackupFile backup, Secrets secrets) {
        this.backup = backup;
        this.secrets = secrets;
    }

    /// @return how many e-mails nobody knows of whether they left
    /// @throws Refusal if a part of the backup is damaged
    long into(Endpoint owner) throws SQLException {
        try (var connection = owner.connect()) {
            connection.setAutoCommit(false);
            execute(connection, "SET LOCAL row_security = off");
            empty(connection);
            triggers(connection, "DISABLE");
            for (var table : backup.manifest().tables()) {
                copy(connection, table);
            }
            for (var sequence : backup.manifest().sequences()) {
                execute(
                        connection,
                        "ALTER SEQUENCE " + Catalogue.quoted(sequence.name()) + " RESTART WITH " + sequence.next());
            }
            sealAnew(connection);
            long uncertain = settle(connection);
            triggers(connection, "ENABLE");
            connection.commit();
            return uncertain;
        } catch (IOException e) {
            throw Refusal.of(Refusal.Kind.UNSUPPORTED, "database.restore.damaged", String.valueOf(e.getMessage()));
        }
    }

    private void empty(Connection connection) throws SQLException {
        execute(
                connection,
                "TRUNCATE "
                        + String.join(
                                ", ",
                                backup.manifest().tables().stream()
                                        .map(t -> Catalogue.quoted(t.name()))
                                        .toList()));
    }

    private void triggers(Connection connection, String verb) throws SQLException {
        for (var table : backup.manifest().tables()) {
            execute(connection, "ALTER TABLE " + Catalogue.quoted(table.name()) + " " + verb + " TRIGGER USER");
        }
    }

    private void copy(Connection connection, BackupManifest.Table table) throws SQLException, IOException {
        try (var in = backup.rowsOf(table)) {
            long rows = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + table.target() + " FROM STDIN", in);
            if (rows != table.rows()) {
                throw Refusal.of(Refusal.Kind.UNSUPPORTED, "database.restore.damaged", table.name());
            }
        }
    }

    private void sealAnew(Connection connection) throws SQLException {
        var before = backup.secrets();
        for (var sealed : new Catalogue(connection).sealed()) {
            var table = Catalogue.quoted(sealed.table());
            var column = Catalogue.quoted(sealed.name());
            // One row a company: each is decrypted and encrypted here, not in the database.
            try (var read = connection.createStatement();
                    var rows = read.executeQuery(
                            "SELECT ctid::text, " + column + " FROM " + table + " WHERE " + column + " IS NOT NULL");
                    var write = connection.prepareStatement(
                            "UPDATE " + table + " SET " + column + " = ? WHERE ctid = ?::tid")) {
                while (rows.next()) {
                    write.setBytes(1, secrets.encrypt(before.decrypt(rows.getBytes(2))));
                    write.setString(2, rows.getString(1));
                    write.addBatch();
                }
                write.executeBatch();
            }
        }
    }

    private static long settle(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT after_restoring()")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
