package org.kvit.base;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.datasource.DataSourceUtils;

/// A temporary table that is filled by COPY, as fast as PostgreSQL takes rows, and is gone at the end of
/// the caller's
/// transaction, on whose connection it works.
public final class CopyTable implements AutoCloseable {
    private static final int BLOCK = 1 << 16;

    private final CopyIn copy;
    private final StringBuilder block = new StringBuilder(BLOCK + 4096);

    /// @param table its name and columns, such as `staged (line bigint, number text)`
    public CopyTable(DataSource source, String table) {
        try {
            var connection = DataSourceUtils.getConnection(source);
            try (var statement = connection.createStatement()) {
                statement.execute("CREATE TEMPORARY TABLE " + table + " ON COMMIT DROP");
            }
            copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + table.substring(0, table.indexOf(' ')) + " FROM STDIN");
        } catch (SQLException e) {
            throw new IllegalStateException("the staging table can't be filled", e);
        }
    }

    /// Adds a row. @param values in the columns' order; null, empty strings and empty Optionals become NULL
    public void add(@Nullable Object... values) {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                block.append('\t');
            }
            var text = text(values[i]);
            block.append(text.isEmpty() ? "\\N" : escaped(text));
        }
        block.append('\n');
        if (block.length() >= BLOCK) {
            flush();
        }
    }

    /// Ends the COPY; the table can be read from now on.
    public void filled() {
        flush();
        try {
            copy.endCopy();
        } catch (SQLException e) {
            throw new IllegalStateException("the staging table could not be filled", e);
        }
    }

    /// Gives the connection back to its transaction, also if filling broke off.
    @Override
    public void close() {
        try {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a COPY could not be ended", e);
        }
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Optional<?> some -> some.map(Object::toString).orElse("");
            case Collection<?> lines ->
                String.join("\n", lines.stream().map(Object::toString).toList());
            default -> value.toString();
        };
    }

    private void flush() {
        try {
            var bytes = block.toString().getBytes(StandardCharsets.UTF_8);
            copy.writeToCopy(bytes, 0, bytes.length);
            block.setLength(0);
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException("the staging table can't be written", e));
        }
    }

    private static String escaped(String text) {
        boolean plain = text.chars().noneMatch(c -> c == '\\' || c == '\t' || c == '\n' || c == '\r' || c == 0);
        return plain
                ? text
                : text.replace("\u0000", "")
                        .replace("\\", "\\\\")
                        .replace("\t", "\\t")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r");
    }
}
