package org.kvit.exchange;

import java.util.List;
import java.util.Optional;
import org.kvit.base.Words;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// The lines of imported files that were rejected.
@Component
public class Rejections {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    Rejections(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// @param line of the file, from 1
    /// @param field the column
    /// @param content the line, cut
    public record Rejection(long line, Optional<String> field, Words reason, String content) {}

    /// In the order of the lines.
    @Transactional(readOnly = true)
    public List<Rejection> of(long job, int limit) {
        return jdbc.sql("""
                SELECT line, field, reason, content FROM import_rejection
                 WHERE company_id = current_company() AND job_id = :job
                 ORDER BY line
                 LIMIT :limit
                """)
                .param("job", job)
                .param("limit", limit)
                .query((row, n) -> new Rejection(
                        row.getLong("line"),
                        Optional.ofNullable(row.getString("field")),
                        json.readValue(row.getString("reason"), Words.class),
                        Optional.ofNullable(row.getString("content")).orElse("")))
                .list();
    }
}
