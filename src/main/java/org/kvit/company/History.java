package org.kvit.company;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What was changed about one object, by whom and when, newest first. The database writes it (see V1);
/// here it is only
/// read.
@Service
public class History {
    private static final int LONGEST = 500;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    History(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// @param subject the object's table
    /// @param user empty: the program itself
    /// @param action `created`, `changed`, `deleted`
    public record Change(
            Instant at, Optional<String> user, String via, String subject, String action, List<Field> fields) {}

    /// @param name the column, as the audit trail has it
    public record Field(String name, Optional<String> before, Optional<String> after) {}

    /// At most 500 changes.
    @Transactional(readOnly = true)
    public List<Change> of(String subject, long id) {
        return of(subject, List.of(id)).getOrDefault(id, List.of());
    }

    /// The changes of several objects of one table, by their ids; at most 500 together. One without any is not in the
    /// map.
    @Transactional(readOnly = true)
    public Map<Long, List<Change>> of(String subject, List<Long> ids) {
        var all = new HashMap<Long, List<Change>>();
        jdbc.sql("""
                SELECT a.subject_id, a.at, u.name AS user_name, a.via, a.subject, a.action, a.before, a.after
                  FROM audit a
                  LEFT JOIN app_user u ON u.id = a.user_id
                 WHERE a.company_id = current_company() AND a.subject = :subject AND a.subject_id = ANY (:ids)
                 ORDER BY a.id DESC
                 LIMIT :longest
                """)
                .param("subject", subject)
                .param("ids", ids.toArray(Long[]::new))
                .param("longest", LONGEST)
                .query(row -> {
                    all.computeIfAbsent(row.getLong("subject_id"), _ -> new ArrayList<>())
                            .add(change(row));
                });
        return all;
    }

    /// The bound company's objects of a table that anything was written down about, also those that are gone; the
    /// newest
    /// 200, for tables that hold a few.
    @Transactional(readOnly = true)
    public List<Long> idsOf(String subject) {
        return jdbc.sql("""
                SELECT subject_id FROM audit
                 WHERE company_id = current_company() AND subject = :subject
                 GROUP BY subject_id
                 ORDER BY subject_id DESC
                 LIMIT 200
                """)
                .param("subject", subject)
                .query((row, n) -> row.getLong(1))
                .list();
    }

    private Change change(ResultSet row) throws SQLException {
        return new Change(
                row.getTimestamp("at").toInstant(),
                Optional.ofNullable(row.getString("user_name")),
                row.getString("via"),
                row.getString("subject"),
                row.getString("action"),
                fields(Optional.ofNullable(row.getString("before")), Optional.ofNullable(row.getString("after"))));
    }

    private List<Field> fields(Optional<String> before, Optional<String> after) {
        var old = before.map(json::readTree);
        var now = after.map(json::readTree);
        var names = new TreeSet<String>();
        old.ifPresent(o -> names.addAll(o.propertyNames()));
        now.ifPresent(n -> names.addAll(n.propertyNames()));
        names.removeAll(List.of("company_id", "id", "user_id", "created_at")); // whose and when stands beside
        var fields = new ArrayList<Field>();
        names.forEach(name ->
                fields.add(new Field(name, old.flatMap(o -> text(o, name)), now.flatMap(o -> text(o, name)))));
        return fields;
    }

    private static Optional<String> text(JsonNode node, String name) {
        return node.optional(name).filter(v -> !v.isNull()).map(v -> v.isValueNode() ? v.asString() : v.toString());
    }
}
