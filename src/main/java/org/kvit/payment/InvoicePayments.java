package org.kvit.payment;

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

/// What was paid on an invoice.
@Component
public class InvoicePayments {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    InvoicePayments(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// A link to a payment.
    ///
    /// @param amount what of the payment goes to this invoice
    /// @param whole what came in
    /// @param reason why they belong together
    /// @param by who linked them; empty: the program
    public record Linked(
            PaymentId payment,
            LocalDate paidOn,
            Optional<String> payer,
            Optional<String> payerAccount,
            Optional<String> reference,
            Optional<String> text,
            Money amount,
            Money whole,
            boolean automatic,
            Words reason,
            Optional<String> by) {

        /// Whether other invoices, or nothing yet, got a part of it.
        public boolean isPart() {
            return amount.compareTo(whole) < 0;
        }
    }

    /// The oldest first.
    @Transactional(readOnly = true)
    public List<Linked> of(InvoiceId invoice) {
        return jdbc.sql("""
                SELECT p.id, a.paid_on, p.payer_name, p.payer_account, p.reference, p.text, a.amount, p.amount AS whole, p.currency,
                       a.automatic, a.reason, u.name AS by
                  FROM allocation a
                  JOIN payment p ON p.company_id = a.company_id AND p.id = a.payment_id
                  LEFT JOIN app_user u ON u.id = a.created_by
                 WHERE a.company_id = current_company() AND a.invoice_id = :invoice
                 ORDER BY a.paid_on, a.id
                """)
                .param("invoice", invoice.value())
                .query((row, n) -> new Linked(
                        new PaymentId(row.getLong("id")),
                        row.getObject("paid_on", LocalDate.class),
                        Optional.ofNullable(row.getString("payer_name")),
                        Optional.ofNullable(row.getString("payer_account")),
                        Optional.ofNullable(row.getString("reference")),
                        Optional.ofNullable(row.getString("text")),
                        new Money(row.getBigDecimal("amount"), row.getString("currency")),
                        new Money(row.getBigDecimal("whole"), row.getString("currency")),
                        row.getBoolean("automatic"),
                        json.readValue(row.getString("reason"), Words.class),
                        Optional.ofNullable(row.getString("by"))))
                .list();
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
