package org.kvit.invoice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.kvit.company.Companies;
import org.kvit.customer.Customers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Puts together what an invoice says on paper.
@Component
public class PrintedInvoices {
    private final JdbcClient jdbc;
    private final Companies companies;
    private final Customers customers;
    private final Invoices invoices;

    PrintedInvoices(JdbcClient jdbc, Companies companies, Customers customers, Invoices invoices) {
        this.jdbc = jdbc;
        this.companies = companies;
        this.customers = customers;
        this.invoices = invoices;
    }

    /// Amounts, lines and customer as the invoice has them; what is live on an order as it is now.
    /// @throws Refusal if there is no such invoice
    @Transactional(readOnly = true)
    public PrintedInvoice of(InvoiceId id) {
        var invoice = invoices.find(id);
        return new PrintedInvoice(
                companies.own(),
                customers.find(invoice.customer().id()).card(),
                invoice,
                invoices.lines(id),
                orders(id));
    }

    private List<PrintedInvoice.Order> orders(InvoiceId id) {
        return jdbc.sql("""
                SELECT o.number, o.customer_reference, o.invoice_note, g.loaded_on, g.unloaded_on
                  FROM customer_order o
                 CROSS JOIN LATERAL (
                       SELECT CASE WHEN count(*) = count(loading_actual) THEN max(loading_actual) END AS loaded_on,
                              CASE WHEN count(*) = count(unloading_actual) THEN max(unloading_actual) END AS unloaded_on
                         FROM order_cargo WHERE company_id = o.company_id AND order_id = o.id) g
                 WHERE o.company_id = current_company() AND o.invoice_id = :id
                 ORDER BY o.id
                """)
                .param("id", id.value())
                .query((row, n) -> order(row))
                .list();
    }

    private static PrintedInvoice.Order order(ResultSet row) throws SQLException {
        return new PrintedInvoice.Order(
                row.getString("number"),
                text(row, "customer_reference"),
                Optional.ofNullable(row.getObject("loaded_on", LocalDate.class)),
                Optional.ofNullable(row.getObject("unloaded_on", LocalDate.class)),
                text(row, "invoice_note"));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).filter(t -> !t.isBlank());
    }
}
