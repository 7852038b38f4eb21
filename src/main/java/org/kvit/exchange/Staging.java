package org.kvit.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Words;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import tools.jackson.databind.json.JsonMapper;

/// A file's lines on their way into the database: the good ones by COPY into a temporary table, the bad
/// ones aside. Within the
/// caller's transaction, on its connection.
final class Staging {
    /// So many rejected lines are kept with their reasons; all are counted.
    static final int MOST_REJECTIONS = 10_000;
    private static final int BLOCK = 1 << 16;

    private final DataSource source;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final List<Rejection> rejections = new ArrayList<>();
    private final StringBuilder block = new StringBuilder(BLOCK + 4096);
    private @Nullable CopyIn copy;
    private long rows;
    private long rejected;

    Staging(DataSource source, JdbcClient jdbc, JsonMapper json) {
        this.source = source;
        this.jdbc = jdbc;
        this.json = json;
    }

    private record Rejection(long line, String field, Words reason, String content) {}

    /// @param table what CREATE TEMPORARY TABLE makes, such as `staged (line bigint, …)`
    void open(String table) {
        jdbc.sql("CREATE TEMPORARY TABLE " + table + " ON COMMIT DROP").update();
        try {
            var connection = DataSourceUtils.getConnection(source);
            copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + table.substring(0, table.indexOf(' ')) + " FROM STDIN");
        } catch (SQLException e) {
            throw new IllegalStateException("the staging table can't be filled", e);
        }
    }

    /// Adds a good line. @param values in the table's order; empty strings become NULL
    void add(Object... values) {
        rows++;
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                block.append('\t');
            }
            var text = values[i].toString();
            block.append(text.isEmpty() ? "\\N" : escaped(text));
        }
        block.append('\n');
        if (block.length() >= BLOCK) {
            flush();
        }
    }

    /// Puts a bad line aside.
    void reject(long line, String field, Words reason, String content) {
        rows++;
        rejected++;
        if (rejections.size() < MOST_REJECTIONS) {
            rejections.add(new Rejection(line, field, reason, content));
        }
    }

    /// Ends the COPY; the table can be read from now on.
    void filled() {
        flush();
        try {
            java.util.Objects.requireNonNull(copy).endCopy();
        } catch (SQLException e) {
            throw new IllegalStateException("the staging table could not be filled", e);
        }
    }

    /// Gives the connection back to its transaction if reading the file broke off.
    void abandon() {
        try {
            if (copy != null && copy.isActive()) {
                copy.cancelCopy();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a COPY could not be ended", e);
        }
    }

    long rows() {
        return rows;
    }

    long rejected() {
        return rejected;
    }

    /// Keeps the rejections of a job. The database found more, beside those of single lines: `found` of
    /// them are added to the count.
    void keepRejections(long job, long found) {
        rejected += found;
        jdbc.sql("""
                INSERT INTO import_rejection (company_id, job_id, line, field, reason, content)
                SELECT current_company(), :job, r.line, r.field, r.reason::jsonb, r.content
                  FROM unnest(:lines::bigint[], :fields::text[], :reasons::text[], :contents::text[]) AS r (line, field, reason, content)
                    ON CONFLICT DO NOTHING
                """)
                .param("job", job)
                .param("lines", rejections.stream().map(Rejection::line).toArray(Long[]::new))
                .param("fields", rejections.stream().map(Rejection::field).toArray(String[]::new))
                .param(
                        "reasons",
                        rejections.stream()
                                .map(r -> json.writeValueAsString(r.reason()))
                                .toArray(String[]::new))
                .param("contents", rejections.stream().map(Rejection::content).toArray(String[]::new))
                .update();
    }

    private void flush() {
        try {
            var bytes = block.toString().getBytes(StandardCharsets.UTF_8);
            java.util.Objects.requireNonNull(copy).writeToCopy(bytes, 0, bytes.length);
            block.setLength(0);
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException("the staging table can't be written", e));
        }
    }

    private static String escaped(String text) {
        boolean plain = text.chars().noneMatch(c -> c == '\\' || c == '\t' || c == '\n' || c == '\r');
        return plain
                ? text
                : text.replace("\\", "\\\\")
                        .replace("\t", "\\t")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r");
    }
}
