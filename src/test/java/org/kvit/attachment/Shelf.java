package org.kvit.attachment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.kvit.TestFiles;
import org.kvit.base.CompanyId;
import org.kvit.customer.CustomerId;
import org.kvit.invoice.InvoiceId;
import org.kvit.order.OrderId;
import org.kvit.receivable.Ledger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Orders and invoices to attach something to, and a look at what lies in the store. Called by a
/// bound actor.
record Shelf(JdbcClient jdbc, TransactionTemplate transaction) {
    private static final Path STORE = TestFiles.DATA.resolve("attachments");

    OrderId order(String number) {
        return order(number, new Ledger(jdbc, transaction).customer("Daugava " + number));
    }

    OrderId order(String number, CustomerId customer) {
        return new OrderId(java.util.Objects.requireNonNull(transaction.execute(_ -> jdbc.sql("""
                INSERT INTO customer_order (company_id, number, customer_id, order_date, currency, payment_terms_days, invoice_delivery, pod_delivery)
                VALUES (current_company(), :number, :customer, '2026-11-01', 'EUR', 14, 'email', 'email') RETURNING id
                """)
                .param("number", number)
                .param("customer", customer.value())
                .query(Long.class)
                .single())));
    }

    /// Approved, and made without orders, as an imported one.
    InvoiceId invoice(String number) {
        var ledger = new Ledger(jdbc, transaction);
        var day = LocalDate.of(2026, 11, 1);
        return ledger.invoice(ledger.customer("Gauja " + number), number, day, day.plusDays(14), "100");
    }

    /// An order of the invoice's customer that is on it.
    OrderId order(String number, InvoiceId invoice) {
        var order = order(
                number,
                new CustomerId(one("SELECT customer_id FROM invoice WHERE company_id = current_company() AND id = "
                        + invoice.value())));
        change("UPDATE customer_order SET invoice_id = %d WHERE company_id = current_company() AND id = %d"
                .formatted(invoice.value(), order.value()));
        return order;
    }

    void change(String sql) {
        new Ledger(jdbc, transaction).change(sql);
    }

    private long one(String sql) {
        return java.util.Objects.requireNonNull(
                transaction.execute(_ -> jdbc.sql(sql).query(Long.class).single()));
    }

    /// How many contents of a company lie in the store.
    static long contents(CompanyId company) {
        return files(STORE.resolve(Long.toString(company.value())));
    }

    /// How many uploads are under way, or were left behind.
    static long incoming() {
        return files(STORE.resolve("incoming"));
    }

    private static long files(Path directory) {
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
