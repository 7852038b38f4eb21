package org.kvit.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Rows on their way into a table by COPY.
final class Rows {
    private static final int BLOCK = 1 << 16;

    private final CopyIn copy;
    private final StringBuilder block = new StringBuilder(BLOCK + 4096);

    /// @param table its name and columns
    Rows(Connection connection, String table) throws SQLException {
        copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + table + " FROM STDIN");
    }

    /// What a thing is as a row.
    interface Writing<T> {
        void write(T thing, Rows row) throws SQLException, IOException;
    }

    static <T> void copy(Connection connection, String table, Stream<T> things, Writing<T> writing)
            throws SQLException, IOException {
        var rows = new Rows(connection, table);
        for (Iterator<T> all = things.iterator(); all.hasNext(); ) {
            writing.write(all.next(), rows);
        }
        rows.end();
    }

    /// @param values in the columns' order; null and empty texts become NULL
    void add(@Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                block.append('\t');
            }
            var text = values[i] == null ? "" : values[i].toString();
            if (text.isEmpty()) {
                block.append("\\N");
            } else {
                append(text);
            }
        }
        block.append('\n');
        if (block.length() >= BLOCK) {
            flush();
        }
    }

    void end() throws SQLException {
        flush();
        copy.endCopy();
    }

    private void append(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> block.append("\\\\");
                case '\t' -> block.append("\\t");
                case '\n' -> block.append("\\n");
                case '\r' -> block.append("\\r");
                default -> block.append(c);
            }
        }
    }

    private void flush() throws SQLException {
        var bytes = block.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        block.setLength(0);
    }
}
