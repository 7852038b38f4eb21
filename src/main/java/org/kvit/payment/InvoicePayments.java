package org.kvit.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.kvit.base.Money;
import org.kvit.base.Words;
import org.kvit.invoice.InvoiceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// What was paid on an invoice, what was credited, and what was written off.
@Component
public class InvoicePayments {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    InvoicePayments(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// What settles an invoice.
    public sealed interface Source {
        /// @param whole what came in
        record Paid(
                PaymentId payment,
                Optional<String> payer,
                Optional<String> payerAccount,
                Optional<String> reference,
                Optional<String> text,
                Money whole)
                implements Source {}

        /// @param id of the credit note
        record Credited(long id, String number, Money whole) implements Source {}

        /// @param payment that came short by it, if that is known
        record WrittenOff(long id, Optional<PaymentId> payment, Money whole) implements Source {}

        /// All that it brought, here or elsewhere.
        Money whole();
    }

    /// A link to a payment, a credit note or a write-off.
    ///
    /// @param amount what of it goes to this invoice
    /// @param reason why they belong together
    /// @param by who linked them; empty: the program
    public record Linked(
            Source source, LocalDate paidOn, Money amount, boolean automatic, Words reason, Optional<String> by) {

        /// Whether other invoices, or nothing yet, got a part of it.
        public boolean isPart() {
            return amount.compareTo(source.whole()) < 0;
        }
    }

    /// The oldest first.
    @Transactional(readOnly = true)
    public List<Linked> of(InvoiceId invoice) {
        return jdbc.sql("""
                SELECT p.id, a.paid_on, p.payer_name, p.payer_account, p.reference, p.text, a.amount, coalesce(p.amount, k.total, w.amount) AS whole,
                       coalesce(p.currency, k.currency, w.currency) AS currency, w.id AS write_off, w.payment_id AS short_payment, k.id AS credit_note, k.number, a.automatic, a.reason, u.name AS by
                  FROM allocation a
                  LEFT JOIN payment p ON p.company_id = a.company_id AND p.id = a.payment_id
                  LEFT JOIN credit_note k ON k.company_id = a.company_id AND k.id = a.credit_note_id
                  LEFT JOIN write_off w ON w.company_id = a.company_id AND w.id = a.write_off_id
                  LEFT JOIN app_user u ON u.id = a.created_by
                 WHERE a.company_id = current_company() AND a.invoice_id = :invoice
                 ORDER BY a.paid_on, a.id
                """)
                .param("invoice", invoice.value())
                .query((row, n) -> new Linked(
                        source(row),
                        row.getObject("paid_on", LocalDate.class),
                        new Money(row.getBigDecimal("amount"), row.getString("currency")),
                        row.getBoolean("automatic"),
                        json.readValue(row.getString("reason"), Words.class),
                        Optional.ofNullable(row.getString("by"))))
                .list();
    }

    private static Source source(ResultSet row) throws SQLException {
        var whole = new Money(row.getBigDecimal("whole"), row.getString("currency"));
        var creditNote = row.getLong("credit_note");
        var writeOff = row.getLong("write_off");
        if (writeOff != 0) {
            var payment = row.getLong("short_payment");
            return new Source.WrittenOff(
                    writeOff, payment == 0 ? Optional.empty() : Optional.of(new PaymentId(payment)), whole);
        }
        return creditNote != 0
                ? new Source.Credited(creditNote, row.getString("number"), whole)
                : new Source.Paid(
                        new PaymentId(row.getLong("id")),
                        Optional.ofNullable(row.getString("payer_name")),
                        Optional.ofNullable(row.getString("payer_account")),
                        Optional.ofNullable(row.getString("reference")),
                        Optional.ofNullable(row.getString("text")),
                        whole);
    }

    @Transactional(readOnly = true)
    public long count(InvoiceId invoice) {
        return jdbc.sql(
                        "SELECT count(*) FROM allocation WHERE company_id = current_company() AND invoice_id = :invoice")
                .param("invoice", invoice.value())
                .query(Long.class)
                .single();
    }
}
