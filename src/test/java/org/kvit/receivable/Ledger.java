package org.kvit.receivable;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.kvit.customer.CustomerId;
import org.kvit.invoice.InvoiceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Writes customers, invoices and payments for a test, straight into the tables. Called by a bound actor.
public record Ledger(JdbcClient jdbc, TransactionTemplate transaction) {

    public CustomerId customer(String name) {
        return customer(name, "info@" + name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z]", "") + ".example");
    }

    public CustomerId customer(String name, String email) {
        return new CustomerId(key(jdbc.sql("""
                INSERT INTO customer (company_id, name, country, email, remind_by_email)
                VALUES (current_company(), :name, 'LV', nullif(:email, ''), :email <> '') RETURNING id
                """).param("name", name).param("email", email)));
    }

    public InvoiceId invoice(CustomerId customer, String number, LocalDate issued, LocalDate due, String total) {
        return invoice(customer, number, issued, due, total, "EUR");
    }

    public InvoiceId invoice(
            CustomerId customer, String number, LocalDate issued, LocalDate due, String total, String currency) {
        return new InvoiceId(key(jdbc.sql("""
                INSERT INTO invoice (company_id, number, customer_id, issue_date, due_date, currency, total)
                VALUES (current_company(), :number, :customer, :issued, :due, :currency, :total) RETURNING id
                """)
                .param("number", number)
                .param("customer", customer.value())
                .param("issued", issued)
                .param("due", due)
                .param("currency", currency)
                .param("total", new BigDecimal(total))));
    }

    /// A payment that is linked to one invoice in full.
    public void paid(InvoiceId invoice, LocalDate on, String amount) {
        transaction.executeWithoutResult(_ -> {
            long payment = jdbc.sql("""
                    INSERT INTO payment (company_id, booked_on, amount, currency)
                    SELECT current_company(), :on, :amount, i.currency FROM invoice i
                     WHERE i.company_id = current_company() AND i.id = :invoice
                    RETURNING id
                    """)
                    .param("invoice", invoice.value())
                    .param("on", on)
                    .param("amount", new BigDecimal(amount))
                    .query(Long.class)
                    .single();
            jdbc.sql("""
                    INSERT INTO allocation (company_id, invoice_id, payment_id, amount, paid_on, automatic, rule, reason)
                    SELECT current_company(), :invoice, p.id, p.amount, p.booked_on, false, 'hand', '{"key": "payment.byHand", "args": []}'
                      FROM payment p WHERE p.company_id = current_company() AND p.id = :payment
                    """)
                    .param("invoice", invoice.value())
                    .param("payment", payment)
                    .update();
        });
    }

    public void change(String sql) {
        transaction.executeWithoutResult(_ -> jdbc.sql(sql).update());
    }

    private long key(JdbcClient.StatementSpec insert) {
        return java.util.Objects.requireNonNull(
                transaction.execute(_ -> insert.query(Long.class).single()));
    }
}
