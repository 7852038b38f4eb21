package org.kvit.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.document.DocumentId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// The statements as they were received, and the files that brought them.
@Service
public class Statements {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    Statements(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// @param kept whether its bytes are here
    /// @param undone by whom its import was undone, if it was
    public record File(
            long id,
            String name,
            Instant at,
            Optional<String> by,
            long size,
            Optional<DocumentId> kept,
            Optional<Undone> undone) {}

    /// @param by empty: the program
    public record Undone(Instant at, Optional<String> by) {}

    /// @param sequence the bank's number of it; empty if it gives none
    /// @param currency of the account; empty if the bank doesn't say
    /// @param in sum of the booked credits in that currency; empty if it isn't known any more
    /// @param out sum of the booked debits, never negative
    /// @param added entries that no earlier file had brought
    public record Received(
            long id,
            File file,
            String message,
            Optional<String> bankId,
            String sequence,
            String account,
            String currency,
            Optional<LocalDate> from,
            Optional<LocalDate> to,
            Optional<Money> opening,
            Optional<Money> closing,
            Optional<Money> in,
            Optional<Money> out,
            int entries,
            int credits,
            int added,
            List<Words> warnings) {}

    /// Newest first.
    /// @param account only of this account; empty: of any
    /// @param before only those with a smaller number; 0: from the newest
    @Transactional(readOnly = true)
    public List<Received> list(String account, long before, int limit) {
        return jdbc.sql("""
                SELECT s.*, f.name AS file_name, f.imported_at, f.size, f.document_id, u.name AS user_name, f.undone_at, n.name AS undone_name
                  FROM statement s
                  JOIN statement_file f ON f.company_id = s.company_id AND f.id = s.file_id
                  LEFT JOIN app_user u ON u.id = f.imported_by
                  LEFT JOIN app_user n ON n.id = f.undone_by
                 WHERE s.company_id = current_company() AND (:account = '' OR s.account = :account) AND (:before = 0 OR s.id < :before)
                 ORDER BY s.id DESC
                 LIMIT :limit
                """)
                .param("account", account)
                .param("before", before)
                .param("limit", limit)
                .query((row, n) -> received(row))
                .list();
    }

    /// Some of them, by their ids.
    @Transactional(readOnly = true)
    public Map<Long, Received> byIds(Collection<Long> ids) {
        return jdbc.sql("""
                        SELECT s.*, f.name AS file_name, f.imported_at, f.size, f.document_id, u.name AS user_name, f.undone_at,
                               n.name AS undone_name
                          FROM statement s
                          JOIN statement_file f ON f.company_id = s.company_id AND f.id = s.file_id
                          LEFT JOIN app_user u ON u.id = f.imported_by
                          LEFT JOIN app_user n ON n.id = f.undone_by
                         WHERE s.company_id = current_company() AND s.id = ANY (:ids)
                        """).param("ids", ids.toArray(Long[]::new)).query((row, n) -> received(row)).stream()
                .collect(Collectors.toMap(Received::id, r -> r));
    }

    /// @throws Refusal if the bound company has no such statement
    @Transactional(readOnly = true)
    public Received find(long id) {
        return Optional.ofNullable(byIds(List.of(id)).get(id))
                .orElseThrow(() -> Refusal.notFound("payment.statement.unknown"));
    }

    /// All accounts that statements came of.
    @Transactional(readOnly = true)
    public List<String> accounts() {
        return jdbc.sql("SELECT DISTINCT account FROM statement WHERE company_id = current_company() ORDER BY account")
                .query((row, n) -> row.getString(1))
                .list();
    }

    /// @throws Refusal if the bound company has no such file
    @Transactional(readOnly = true)
    public File file(long id) {
        return jdbc.sql("""
                SELECT f.id AS file_id, f.name AS file_name, f.imported_at, f.size, f.document_id, u.name AS user_name, f.undone_at, n.name AS undone_name
                  FROM statement_file f
                  LEFT JOIN app_user u ON u.id = f.imported_by
                  LEFT JOIN app_user n ON n.id = f.undone_by
                 WHERE f.company_id = current_company() AND f.id = :id
                """)
                .param("id", id)
                .query((row, n) -> file(row))
                .optional()
                .orElseThrow(() -> Refusal.notFound("payment.statement.notFound"));
    }

    private Received received(ResultSet row) throws SQLException {
        return new Received(
                row.getLong("id"),
                file(row),
                row.getString("message"),
                Optional.ofNullable(row.getString("bank_id")).filter(b -> !b.isEmpty()),
                Objects.requireNonNullElse(row.getString("sequence"), ""),
                row.getString("account"),
                Objects.requireNonNullElse(row.getString("currency"), ""),
                Optional.ofNullable(row.getObject("from_date", LocalDate.class)),
                Optional.ofNullable(row.getObject("to_date", LocalDate.class)),
                balance(row, "opening_balance"),
                balance(row, "closing_balance"),
                balance(row, "turnover_in"),
                balance(row, "turnover_out"),
                row.getInt("entries"),
                row.getInt("credits"),
                row.getInt("new_entries"),
                List.of(json.readValue(row.getString("warnings"), Words[].class)));
    }

    private static File file(ResultSet row) throws SQLException {
        long document = row.getLong("document_id");
        var undoneBy = Optional.ofNullable(row.getString("undone_name"));
        return new File(
                row.getLong("file_id"),
                row.getString("file_name"),
                Objects.requireNonNull(row.getTimestamp("imported_at")).toInstant(),
                Optional.ofNullable(row.getString("user_name")),
                row.getLong("size"),
                document == 0 ? Optional.empty() : Optional.of(new DocumentId(document)),
                Optional.ofNullable(row.getTimestamp("undone_at")).map(t -> new Undone(t.toInstant(), undoneBy)));
    }

    private static Optional<Money> balance(ResultSet row, String column) throws SQLException {
        var currency = row.getString("currency");
        var amount = row.getBigDecimal(column);
        return amount == null || currency == null ? Optional.empty() : Optional.of(new Money(amount, currency));
    }
}
