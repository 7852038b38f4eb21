package org.kvit.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.kvit.base.Money;
import org.kvit.company.History;
import org.kvit.invoice.InvoiceHistoryPart;
import org.kvit.invoice.InvoiceId;
import org.kvit.ui.Page;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What was written off of an invoice or a payment, what was given back, and what of it was taken back again.
@Service
class SettlementHistory implements InvoiceHistoryPart {
    private final JdbcClient jdbc;

    SettlementHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public List<History.Change> of(InvoiceId invoice, Page page) {
        return writeOffs("w.invoice_id", invoice.value(), page);
    }

    @Transactional(readOnly = true)
    public List<History.Change> of(PaymentId payment, Page page) {
        var refunds = jdbc.sql("""
                SELECT a.at, u.name AS user_name, a.via, a.action, r.amount, p.currency, r.reason
                  FROM refund r
                  JOIN payment p ON p.company_id = r.company_id AND p.id = r.payment_id
                  JOIN audit a ON a.company_id = r.company_id AND a.subject = 'refund' AND a.subject_id = r.id
                  LEFT JOIN app_user u ON u.id = a.user_id
                 WHERE r.company_id = current_company() AND r.payment_id = :id
                """)
                .param("id", payment.value())
                .query((row, n) -> change(row, "refund", row.getString("reason"), page))
                .list();
        return Stream.concat(
                        writeOffs("w.invoice_id IS NULL AND w.payment_id", payment.value(), page).stream(),
                        refunds.stream())
                .toList();
    }

    private List<History.Change> writeOffs(String of, long id, Page page) {
        return jdbc.sql("""
                SELECT a.at, u.name AS user_name, a.via, a.action, w.amount, w.currency, w.kind, w.note
                  FROM write_off w
                  JOIN audit a ON a.company_id = w.company_id AND a.subject = 'write_off' AND a.subject_id = w.id
                  LEFT JOIN app_user u ON u.id = a.user_id
                 WHERE w.company_id = current_company() AND %s = :id
                """.formatted(of))
                .param("id", id)
                .query((row, n) -> {
                    var kind = page.text("payment.writeOff.kind." + row.getString("kind"));
                    var note = row.getString("note");
                    return change(row, "write_off", note.isEmpty() ? kind : kind + ": " + note, page);
                })
                .list();
    }

    /// The only change there is: it was taken back.
    private static History.Change change(ResultSet row, String subject, String reason, Page page) throws SQLException {
        boolean gone = row.getString("action").equals("changed");
        var amount = page.money(new Money(row.getBigDecimal("amount"), row.getString("currency")));
        return new History.Change(
                Objects.requireNonNull(row.getTimestamp("at")).toInstant(),
                Optional.ofNullable(row.getString("user_name")),
                row.getString("via"),
                subject,
                gone ? "deleted" : "created",
                List.of(field("amount", amount, gone), field("reason", reason, gone)));
    }

    private static History.Field field(String name, String value, boolean gone) {
        return new History.Field(
                name, gone ? Optional.of(value) : Optional.empty(), gone ? Optional.empty() : Optional.of(value));
    }
}
