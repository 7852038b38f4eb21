package org.kvit.receivable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.kvit.base.Money;
import org.kvit.customer.CustomerId;
import org.kvit.invoice.InvoiceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Of what a customer's balance is made.
@Service
public class UnpaidInvoices {
    private static final int MOST = 2000;

    private final JdbcClient jdbc;

    UnpaidInvoices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What a customer owed on a date, oldest due date first; at most 2000 invoices.
    @Transactional(readOnly = true)
    public List<UnpaidInvoice> of(CustomerId customer, LocalDate asOf) {
        return jdbc.sql("""
                SELECT i.id, i.number, i.issue_date, i.due_date, i.currency, i.total,
                       i.open_amount + coalesce(later.amount, 0) AS unpaid,
                       i.reminders_off AND coalesce(i.reminders_off_until, 'infinity') >= :asOf AS held,
                       i.reminders_off_reason, i.reminders_off_until
                  FROM invoice i
                  LEFT JOIN LATERAL (
                       SELECT sum(a.amount) AS amount
                         FROM allocation a
                        WHERE a.company_id = current_company() AND a.invoice_id = i.id AND a.paid_on > :asOf) later ON true
                 WHERE i.company_id = current_company() AND i.customer_id = :customer AND i.approved AND i.issue_date <= :asOf
                   AND i.open_amount + coalesce(later.amount, 0) > 0
                 ORDER BY i.due_date, i.id
                 LIMIT :most
                """)
                .param("asOf", asOf)
                .param("customer", customer.value())
                .param("most", MOST)
                .query((row, n) -> invoice(row, asOf))
                .list();
    }

    private static UnpaidInvoice invoice(ResultSet row, LocalDate asOf) throws SQLException {
        var currency = row.getString("currency");
        var due = row.getObject("due_date", LocalDate.class);
        return new UnpaidInvoice(
                new InvoiceId(row.getLong("id")),
                row.getString("number"),
                row.getObject("issue_date", LocalDate.class),
                due,
                AgeingBucket.daysOverdue(due, asOf),
                new Money(row.getBigDecimal("total"), currency),
                new Money(row.getBigDecimal("unpaid"), currency),
                row.getBoolean("held") ? Optional.of(hold(row)) : Optional.empty());
    }

    private static UnpaidInvoice.Hold hold(ResultSet row) throws SQLException {
        return new UnpaidInvoice.Hold(
                Optional.ofNullable(row.getString("reminders_off_reason")),
                Optional.ofNullable(row.getObject("reminders_off_until", LocalDate.class)));
    }
}
