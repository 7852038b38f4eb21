package org.kvit.credit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kvit.invoice.Invoice;
import org.kvit.invoice.InvoiceId;
import org.kvit.invoice.InvoiceLine;
import org.kvit.invoice.Invoices;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Reads what of an invoice was credited, line by line.
@Component
class CreditableInvoices {
    private final JdbcClient jdbc;
    private final Invoices invoices;

    CreditableInvoices(JdbcClient jdbc, Invoices invoices) {
        this.jdbc = jdbc;
        this.invoices = invoices;
    }

    @Transactional(readOnly = true)
    Creditable of(Invoice invoice) {
        var lines = invoices.lines(invoice.id());
        var before = before(invoice.id());
        var positions = new ArrayList<Creditable.Position>();
        for (int number = 1; number <= lines.size(); number++) {
            positions.add(
                    new Creditable.Position(number, lines.get(number - 1), before.getOrDefault(number, List.of())));
        }
        return new Creditable(invoice.total(), invoice.credited(), positions);
    }

    private Map<Integer, List<InvoiceLine>> before(InvoiceId invoice) {
        var before = new HashMap<Integer, List<InvoiceLine>>();
        jdbc.sql("""
                SELECT l.invoice_position, l.description, l.quantity, l.unit_price, l.vat_rate, l.vat_category
                  FROM credit_note k
                  JOIN credit_note_line l ON l.company_id = k.company_id AND l.credit_note_id = k.id
                 WHERE k.company_id = current_company() AND k.invoice_id = :invoice
                 ORDER BY k.id
                """).param("invoice", invoice.value()).query(row -> {
            before.computeIfAbsent(row.getInt("invoice_position"), _ -> new ArrayList<>())
                    .add(CreditNotes.line(row));
        });
        return before;
    }
}
