package org.kvit.exchange;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.kvit.base.CopyTable;
import org.kvit.base.Words;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// A file's lines on their way into the database: the good ones by COPY into a temporary table, the bad
/// ones aside. Within the
/// caller's transaction, on its connection.
final class Staging {
    /// So many rejected lines are kept with their reasons; all are counted.
    static final int MOST_REJECTIONS = 10_000;
    /// So many lines change what the database should know of its tables.
    static final int MANY = 1000;

    private final DataSource source;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final List<Rejection> rejections = new ArrayList<>();
    private @Nullable CopyTable copy;
    private long rows;
    private long rejected;

    Staging(DataSource source, JdbcClient jdbc, JsonMapper json) {
        this.source = source;
        this.jdbc = jdbc;
        this.json = json;
    }

    private record Rejection(long line, String field, Words reason, String content) {}

    /// @param table its name and columns, such as `staged (line bigint, …)`
    void open(String table) {
        copy = new CopyTable(source, table);
    }

    /// Adds a good line. @param values in the table's order; empty strings become NULL
    void add(Object... values) {
        rows++;
        table().add(values);
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
        table().filled();
    }

    /// Gives the connection back to its transaction if reading the file broke off.
    void abandon() {
        if (copy != null) {
            copy.close();
        }
    }

    private CopyTable table() {
        return java.util.Objects.requireNonNull(copy);
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
}
