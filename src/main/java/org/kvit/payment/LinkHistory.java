package org.kvit.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.kvit.base.Money;
import org.kvit.company.History;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The links that a payment or a credit note got and lost.
@Service
public class LinkHistory {
    private final JdbcClient jdbc;

    LinkHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What is linked.
    public enum Source {
        PAYMENT("payment_id"),
        CREDIT_NOTE("credit_note_id");

        private final String column;

        Source(String column) {
            this.column = column;
        }
    }

    /// Newest first. A link that is gone is known by what was written down when it was removed; one
    /// that stands, by its row. Without those to customers whom the reader doesn't see.
    @Transactional(readOnly = true)
    public List<History.Change> of(Source source, long id) {
        return jdbc.sql("""
                WITH link AS (
                  SELECT id, invoice_id, amount FROM allocation WHERE company_id = current_company() AND %1$s = :id
                   UNION
                  SELECT subject_id, (before ->> 'invoice_id')::bigint, (before ->> 'amount')::numeric
                    FROM audit
                   WHERE company_id = current_company() AND subject = 'allocation' AND action = 'deleted'
                     AND (before ->> '%1$s')::bigint = :id)
                SELECT a.at, u.name AS user_name, a.via, a.action, i.number, l.amount, i.currency
                  FROM link l
                  JOIN audit a ON a.company_id = current_company() AND a.subject = 'allocation' AND a.subject_id = l.id
                  JOIN invoice i ON i.company_id = a.company_id AND i.id = l.invoice_id
                  JOIN customer c ON c.company_id = i.company_id AND c.id = i.customer_id
                  LEFT JOIN app_user u ON u.id = a.user_id
                 WHERE %2$s
                 ORDER BY a.id DESC
                """.formatted(source.column, OpenInvoices.VISIBLE))
                .param("id", id)
                .query((row, n) -> change(row))
                .list();
    }

    private static History.Change change(ResultSet row) throws SQLException {
        boolean gone = row.getString("action").equals("deleted");
        var number = Optional.ofNullable(row.getString("number"));
        var amount = Optional.of(new Money(row.getBigDecimal("amount"), row.getString("currency")).toString());
        return new History.Change(
                Objects.requireNonNull(row.getTimestamp("at")).toInstant(),
                Optional.ofNullable(row.getString("user_name")),
                row.getString("via"),
                "allocation",
                row.getString("action"),
                List.of(field("invoice_number", number, gone), field("amount", amount, gone)));
    }

    private static History.Field field(String name, Optional<String> value, boolean gone) {
        return new History.Field(name, gone ? value : Optional.empty(), gone ? Optional.empty() : value);
    }
}
