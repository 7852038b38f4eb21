package org.kvit.database;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.kvit.base.CompanyId;

/// Takes along into a backup the files that the rows of its snapshot name.
final class BackupAttachments {
    static final String PREFIX = "attachments/";
    private static final int AT_ONCE = 1000;

    private final Connection connection;
    private final ContentDirectory directory;

    BackupAttachments(Connection connection, ContentDirectory directory) {
        this.connection = connection;
        this.directory = directory;
    }

    /// @param missing files that rows name and that are not there
    record Copied(long files, List<String> missing) {}

    /// Nobody removes a file from now on until the connection closes. To be asked for before the snapshot
    /// is taken: a file that it names is then still there when its turn comes.
    void hold() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + ContentDirectory.REMOVING + ")");
        }
    }

    /// As they are: scans and photographs don't get smaller.
    Copied into(ZipOutputStream zip) throws IOException, SQLException {
        zip.setLevel(Deflater.NO_COMPRESSION);
        long files = 0;
        var missing = new ArrayList<String>();
        for (var column : new Catalogue(connection).files()) {
            for (var some = after(column, new Row(0, new byte[0]));
                    !some.isEmpty();
                    some = after(column, some.getLast())) {
                for (var row : some) {
                    if (copy(row.content(), zip)) {
                        files++;
                    } else {
                        missing.add(row.content().name());
                    }
                }
            }
        }
        zip.setLevel(Deflater.BEST_SPEED);
        return new Copied(files, List.copyOf(missing));
    }

    private boolean copy(Content file, ZipOutputStream zip) throws IOException {
        try (var in = directory.open(file)) {
            zip.putNextEntry(new ZipEntry(PREFIX + file.name()));
            in.transferTo(zip);
            zip.closeEntry();
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private record Row(long company, byte[] hash) {
        Content content() {
            return new Content(new CompanyId(company), ContentHash.of(hash));
        }
    }

    private List<Row> after(Catalogue.Column column, Row last) throws SQLException {
        var name = Catalogue.quoted(column.name());
        var sql =
                "SELECT DISTINCT company_id, %1$s FROM %2$s WHERE (company_id, %1$s) > (?, ?) ORDER BY 1, 2 LIMIT %3$d"
                        .formatted(name, Catalogue.quoted(column.table()), AT_ONCE);
        try (var statement = connection.prepareStatement(sql)) {
            statement.setLong(1, last.company());
            statement.setBytes(2, last.hash());
            var rows = new ArrayList<Row>();
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(new Row(found.getLong(1), found.getBytes(2)));
                }
            }
            return rows;
        }
    }
}
