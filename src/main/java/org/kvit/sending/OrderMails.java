package org.kvit.sending;

import java.util.List;
import org.kvit.invoice.Issuing;
import org.kvit.mail.MailId;
import org.kvit.order.OrderId;
import org.kvit.reminder.InvoiceReminders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The e-mails that left Kvit about an order.
@Component
class OrderMails {
    private final JdbcClient jdbc;
    private final Issuing issuing;
    private final InvoiceReminders invoices;

    OrderMails(JdbcClient jdbc, Issuing issuing, InvoiceReminders invoices) {
        this.jdbc = jdbc;
        this.issuing = issuing;
        this.invoices = invoices;
    }

    /// Those that carried an invoice while the order was on it, and all about the invoice that it is on;
    /// what a person sent again too; in the order of their numbers.
    @Transactional(readOnly = true)
    public List<MailId> of(OrderId order) {
        var throughInvoice = issuing.invoiceOf(order).map(invoices::mails).orElse(List.of());
        return jdbc.sql("""
                WITH RECURSIVE about AS (
                  SELECT mail_id AS id FROM order_mail WHERE company_id = current_company() AND order_id = :order
                   UNION
                  SELECT unnest(:throughInvoice::bigint[])
                   UNION
                  SELECT m.id
                    FROM mail m
                    JOIN about a ON m.resend_of = a.id
                   WHERE m.company_id = current_company())
                SELECT id FROM about ORDER BY id
                """)
                .param("order", order.value())
                .param(
                        "throughInvoice",
                        throughInvoice.stream().map(MailId::value).toArray(Long[]::new))
                .query((row, n) -> new MailId(row.getLong("id")))
                .list();
    }
}
