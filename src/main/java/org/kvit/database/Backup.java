package org.kvit.database;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.kvit.base.Refusal;
import org.postgresql.PGConnection;
import tools.jackson.databind.json.JsonMapper;

/// Writes everything of an installation into one file: each table as it was at one moment, where
/// the sequences stand, the attachments, and the key that secrets are encrypted with. A zip
/// archive, so that nothing but a zip program is needed to look into it.
///
/// ```
/// tables/NAME.copy   the rows, as PostgreSQL's COPY writes them
/// attachments/…      the files that the rows name, as in the data directory
/// key                encryption key, base64
/// manifest.json      what there is, written last
/// ```
public final class Backup {
    static final String KEY = "key";
    static final String MANIFEST = "manifest.json";
    private static final String SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    private Backup() {}

    /// What was written.
    /// @param missing attachments that are not in the data directory, so not in the backup either
    public record Written(int tables, long rows, long attachments, long bytes, List<String> missing) {}

    private record Filled(BackupManifest manifest, BackupAttachments.Copied attachments) {}

    /// Whole or not at all, readable by its owner alone. The server may be running; it goes on.
    ///
    /// @param file is replaced if it is there
    /// @throws Refusal if there is nothing to back up, or the file can't be written
    public static Written write(Installation installation, Path file) {
        if (!installation.hasDatabase()) {
            throw Refusal.notFound("database.backup.nothing", installation.toString());
        }
        try (var open = installation.connect(Databases.Use.JOB)) {
            return write(open.owner(), installation, file.toAbsolutePath());
        }
    }

    private static Written write(Endpoint owner, Installation installation, Path file) {
        var temporary = temporary(file);
        try (var connection = owner.connect()) {
            var filled = fill(temporary, connection, installation);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            ContentDirectory.force(Objects.requireNonNull(file.getParent()));
            var tables = filled.manifest().tables();
            return new Written(
                    tables.size(),
                    tables.stream().mapToLong(BackupManifest.Table::rows).sum(),
                    filled.attachments().files(),
                    Files.size(file),
                    filled.attachments().missing());
        } catch (IOException | SQLException e) {
            throw Refusal.conflict("database.backup.failed", file.toString(), String.valueOf(e.getMessage()));
        } finally {
            drop(temporary);
        }
    }

    private static Path temporary(Path file) {
        try {
            return Files.createTempFile(
                    file.getParent(),
                    ".kvit-backup",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (IOException e) {
            throw Refusal.conflict("database.backup.failed", file.toString(), String.valueOf(e.getMessage()));
        }
    }

    private static Filled fill(Path file, Connection connection, Installation installation)
            throws IOException, SQLException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
                var zip = new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16))) {
            zip.setLevel(Deflater.BEST_SPEED);
            var files =
                    new BackupAttachments(connection, installation.directory().attachments());
            files.hold();
            var filled = copyAll(connection, zip, files);
            var key = installation.secrets().key();
            entry(zip, KEY, key.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            entry(zip, MANIFEST, JsonMapper.shared().writeValueAsBytes(filled.manifest()));
            zip.finish();
            zip.flush();
            channel.force(true);
            return filled;
        }
    }

    /// Sequences are read after the tables: they may have gone on meanwhile, and gaps do no harm.
    private static Filled copyAll(Connection connection, ZipOutputStream zip, BackupAttachments files)
            throws IOException, SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(SNAPSHOT);
            statement.execute("SET LOCAL row_security = off"); // rather an error than some of the rows
            var catalogue = new Catalogue(connection);
            var tables = new ArrayList<BackupManifest.Table>();
            for (var table : catalogue.tables()) {
                tables.add(copy(connection, table, zip));
            }
            var attachments = files.into(zip);
            var manifest = new BackupManifest(
                    BackupManifest.FORMAT,
                    Optional.ofNullable(Backup.class.getPackage().getImplementationVersion())
                            .orElse(""),
                    Instant.now().toString(),
                    catalogue.schema(),
                    List.copyOf(tables),
                    catalogue.sequences());
            statement.execute("COMMIT");
            return new Filled(manifest, attachments);
        }
    }

    private static BackupManifest.Table copy(Connection connection, BackupManifest.Table table, ZipOutputStream zip)
            throws IOException, SQLException {
        zip.putNextEntry(new ZipEntry(entryOf(table)));
        long rows = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY " + table.target() + " TO STDOUT", zip);
        zip.closeEntry();
        return new BackupManifest.Table(table.name(), table.columns(), rows);
    }

    static String entryOf(BackupManifest.Table table) {
        return "tables/" + table.name() + ".copy";
    }

    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private static void drop(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
