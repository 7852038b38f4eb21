package org.kvit.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.kvit.base.Money;
import org.kvit.base.Words;
import org.kvit.company.History;
import org.kvit.ui.Page;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// What happened to a payment: its own changes, and the links that it got and lost.
@Service
public class PaymentHistory {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final History history;

    PaymentHistory(JdbcClient jdbc, JsonMapper json, History history) {
        this.jdbc = jdbc;
        this.json = json;
        this.history = history;
    }

    /// Newest first, in the reader's words.
    @Transactional(readOnly = true)
    public List<History.Change> of(PaymentId id, Page page) {
        return Stream.concat(history.of("payment", id.value()).stream().map(c -> readable(c, page)), links(id).stream())
                .sorted(Comparator.comparing(History.Change::at).reversed())
                .toList();
    }

    /// Of what the table holds, only why it was taken back means something to a reader.
    private History.Change readable(History.Change change, Page page) {
        var fields = change.fields().stream()
                .filter(f -> f.name().equals("void_reason"))
                .map(f -> new History.Field(
                        f.name(), Optional.empty(), f.after().map(w -> page.words(json.readValue(w, Words.class)))))
                .toList();
        return new History.Change(change.at(), change.user(), change.via(), change.subject(), change.action(), fields);
    }

    /// A link that is gone is known by what was written down when it was removed; one that stands, by its row. Without
    /// those to customers whom the reader doesn't see.
    private List<History.Change> links(PaymentId id) {
        return jdbc.sql("""
                WITH link AS (
                  SELECT id, invoice_id, amount FROM allocation WHERE company_id = current_company() AND payment_id = :payment
                   UNION
                  SELECT subject_id, (before ->> 'invoice_id')::bigint, (before ->> 'amount')::numeric
                    FROM audit
                   WHERE company_id = current_company() AND subject = 'allocation' AND action = 'deleted'
                     AND (before ->> 'payment_id')::bigint = :payment)
                SELECT a.at, u.name AS user_name, a.via, a.action, i.number, l.amount, i.currency
                  FROM link l
                  JOIN audit a ON a.company_id = current_company() AND a.subject = 'allocation' AND a.subject_id = l.id
                  JOIN invoice i ON i.company_id = a.company_id AND i.id = l.invoice_id
                  JOIN customer c ON c.company_id = i.company_id AND c.id = i.customer_id
                  LEFT JOIN app_user u ON u.id = a.user_id
                 WHERE %s
                 ORDER BY a.id DESC
                """.formatted(OpenInvoices.VISIBLE))
                .param("payment", id.value())
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
