package org.kvit.database;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.kvit.base.Refusal;

/// Puts a backup back, whole or not at all: whatever breaks off, the installation is as it was before.
///
/// Our own PostgreSQL gets a database beside the one in use, of the backup's schema version; once that is
/// filled and brought up to date, the two change names in one transaction. An external database is emptied
/// and filled in one transaction, so it takes backups of its own schema version only.
public final class Restoration {
    private static final String LIVE = "kvit";
    private static final String MADE = "kvit_restoring";
    private static final String REPLACED = "kvit_replaced";

    private Restoration() {}

    /// @param uncertainMails e-mails that were on their way when the backup was made: somebody must say
    /// whether they left
    public record Restored(long rows, String madeAt, long uncertainMails) {}

    /// @param force whether what is there may be replaced
    /// @throws Refusal if the file is no whole backup or of a newer Kvit, if the installation isn't empty,
    /// or a server works in it
    public static Restored restore(Installation installation, Path file, boolean force) {
        try (var backup = BackupFile.open(file);
                var open = installation.open(Databases.Use.SERVER)) {
            check(backup, open.owner());
            if (!force && hasCompanies(open.owner())) {
                throw Refusal.conflict("database.restore.notEmpty", installation.toString());
            }
            var attachments =
                    new RestoredAttachments(backup, installation.directory().attachments());
            attachments.put();
            long uncertain = open.admin().isPresent()
                    ? beside(open, open.admin().get(), backup, installation.secrets())
                    : inPlace(open.owner(), backup, installation.secrets());
            if (force) {
                attachments.dropOthers();
            }
            return new Restored(backup.rows(), backup.manifest().madeAt(), uncertain);
        } catch (SQLException e) {
            throw Refusal.conflict("database.restore.failed", String.valueOf(e.getMessage()));
        }
    }

    /// The backup's migrations must be the first of ours.
    private static void check(BackupFile backup, Endpoint owner) throws SQLException {
        var theirs = backup.manifest().schema();
        List<BackupManifest.Migration> ours;
        try (var connection = owner.connect()) {
            ours = new Catalogue(connection).schema();
        }
        if (theirs.isEmpty()
                || theirs.size() > ours.size()
                || !ours.subList(0, theirs.size()).equals(theirs)) {
            throw Refusal.conflict(
                    "database.restore.version",
                    backup.manifest().program(),
                    backup.manifest().version().orElse("0"),
                    ours.getLast().version());
        }
    }

    private static boolean hasCompanies(Endpoint owner) throws SQLException {
        return owner.ask("SELECT EXISTS (SELECT FROM company)")
                .filter("t"::equals)
                .isPresent();
    }

    private static long beside(Databases.Open open, Endpoint admin, BackupFile backup, Secrets secrets)
            throws SQLException {
        var server = admin.in("postgres");
        server.execute("DROP DATABASE IF EXISTS " + MADE + " WITH (FORCE)");
        server.execute("DROP DATABASE IF EXISTS " + REPLACED + " WITH (FORCE)");
        server.execute("CREATE DATABASE " + MADE + " OWNER " + open.owner().user());
        try {
            var made = open.owner().in(MADE);
            Databases.migrate(made, backup.manifest().version());
            long uncertain = new BackupLoading(backup, secrets).into(made);
            Databases.migrate(made);
            made.execute("ANALYZE");
            changeNames(server);
            return uncertain;
        } finally {
            server.execute("DROP DATABASE IF EXISTS " + MADE + " WITH (FORCE)");
            server.execute("DROP DATABASE IF EXISTS " + REPLACED + " WITH (FORCE)");
        }
    }

    private static void changeNames(Endpoint server) throws SQLException {
        try (var connection = server.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("ALTER DATABASE " + LIVE + " RENAME TO " + REPLACED);
            statement.execute("ALTER DATABASE " + MADE + " RENAME TO " + LIVE);
            connection.commit();
        }
    }

    private static long inPlace(Endpoint owner, BackupFile backup, Secrets secrets) throws SQLException {
        try (var connection = owner.connect()) {
            var newest = new Catalogue(connection).schema().getLast().version();
            if (!backup.manifest().version().equals(Optional.of(newest))) {
                throw Refusal.conflict(
                        "database.restore.older", backup.manifest().version().orElse("0"), newest);
            }
        }
        boolean others = owner.ask("""
                        SELECT count(*) > 0 FROM pg_stat_activity
                         WHERE datname = current_database() AND application_name = 'kvit' AND pid <> pg_backend_pid()
                        """).filter("t"::equals).isPresent();
        if (others) {
            throw Refusal.conflict("database.restore.others");
        }
        long uncertain = new BackupLoading(backup, secrets).into(owner);
        owner.execute("ANALYZE");
        return uncertain;
    }
}
