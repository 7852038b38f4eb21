package org.kvit.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.company.OwnCustomers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// How sendings are read.
@Component
class Sendings {
    private static final int SHOWN = 500;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Sendings(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Transactional(readOnly = true)
    public Optional<Long> named(UUID request) {
        return jdbc.sql("SELECT id FROM account_sending WHERE company_id = current_company() AND request = :request")
                .param("request", request)
                .query(Long.class)
                .optional();
    }

    @Transactional(readOnly = true)
    public boolean alsoEmpty(long id) {
        return jdbc.sql("SELECT also_empty FROM account_sending WHERE company_id = current_company() AND id = :id")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /// With its first 500 letters, those first that nothing came of; those only of customers that the actor sees.
    /// @throws Refusal if the bound company has no such sending
    @Transactional(readOnly = true)
    public Sending find(long id) {
        var letters = jdbc.sql("""
                SELECT l.id, l.customer_id, c.name, l.state, l.mail_id, m.state AS mail_state, m.recipients, l.left_out
                  FROM account_letter l
                  JOIN customer c ON c.company_id = l.company_id AND c.id = l.customer_id
                  LEFT JOIN mail m ON m.company_id = l.company_id AND m.id = l.mail_id
                 WHERE l.company_id = current_company() AND l.sending_id = :id AND %s
                 ORDER BY l.state <> 'left_out', l.id
                 LIMIT :shown
                """.formatted(OwnCustomers.seen("c")))
                .param("id", id)
                .param("shown", SHOWN)
                .query((row, n) -> letter(row))
                .list();
        return jdbc.sql("""
                SELECT s.id, s.paper, s.from_date, s.as_of, s.job_id, s.created_at,
                       count(*) FILTER (WHERE l.state = 'ordered') AS ordered,
                       count(*) FILTER (WHERE l.state = 'written') AS written,
                       count(*) FILTER (WHERE l.state = 'left_out') AS left_out
                  FROM account_sending s
                  LEFT JOIN account_letter l ON l.company_id = s.company_id AND l.sending_id = s.id
                 WHERE s.company_id = current_company() AND s.id = :id
                 GROUP BY s.company_id, s.id
                """)
                .param("id", id)
                .query((row, n) -> sending(row, letters))
                .optional()
                .orElseThrow(() -> Refusal.notFound("account.sending.notFound"));
    }

    private static Sending sending(ResultSet row, List<Sending.Letter> letters) throws SQLException {
        var to = row.getObject("as_of", LocalDate.class);
        return new Sending(
                row.getLong("id"),
                AccountPaper.of(row.getString("paper")).orElseThrow() == AccountPaper.STATEMENT
                        ? Asked.statement(to)
                        : Asked.reconciliation(row.getObject("from_date", LocalDate.class), to),
                Optional.ofNullable(row.getObject("job_id", Long.class)),
                row.getTimestamp("created_at").toInstant(),
                row.getLong("ordered"),
                row.getLong("written"),
                row.getLong("left_out"),
                letters);
    }

    private Sending.Letter letter(ResultSet row) throws SQLException {
        var recipients = row.getArray("recipients");
        return new Sending.Letter(
                row.getLong("id"),
                row.getLong("customer_id"),
                row.getString("name"),
                row.getString("state"),
                Optional.ofNullable(row.getObject("mail_id", Long.class)),
                Optional.ofNullable(row.getString("mail_state")),
                recipients == null ? List.of() : List.of((String[]) recipients.getArray()),
                Optional.ofNullable(row.getString("left_out")).map(words -> json.readValue(words, Words.class)));
    }
}
