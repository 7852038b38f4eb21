package org.kvit.invoice;

import org.kvit.base.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// An approved invoice is a receivable: counted, matched, reminded. A draft is none of these.
@Service
public class Approvals {
    private final JdbcClient jdbc;
    private final Invoices invoices;

    Approvals(JdbcClient jdbc, Invoices invoices) {
        this.jdbc = jdbc;
        this.invoices = invoices;
    }

    /// An approved invoice stays as it is.
    /// @throws Refusal if there is no such invoice
    @Transactional
    public void approve(InvoiceId id) {
        invoices.find(id);
        jdbc.sql("""
                UPDATE invoice SET approved = true, approved_at = now(), approved_by = current_actor()
                 WHERE company_id = current_company() AND id = :id AND NOT approved
                """).param("id", id.value()).update();
    }

    /// Makes it a draft again; a draft stays one.
    /// @throws Refusal if there is no such invoice, it has credit notes, or payments are linked to it
    @Transactional
    public void remove(InvoiceId id) {
        // Locked before it is looked at: no payment is linked between the look and the change.
        jdbc.sql("SELECT id FROM invoice WHERE company_id = current_company() AND id = :id FOR UPDATE")
                .param("id", id.value())
                .query()
                .listOfRows();
        var invoice = invoices.find(id);
        if (invoice.credited().isPositive()) {
            throw Refusal.conflict("invoice.approval.credited", invoice.number(), creditNotes(id));
        }
        if (invoice.settled().isPositive()) {
            throw Refusal.conflict("invoice.approval.linked", invoice.number(), invoice.settled());
        }
        jdbc.sql("""
                UPDATE invoice SET approved = false, approved_at = NULL, approved_by = NULL
                 WHERE company_id = current_company() AND id = :id AND approved
                """).param("id", id.value()).update();
    }

    /// Their numbers, as a sentence names them.
    private String creditNotes(InvoiceId id) {
        return jdbc.sql("""
                SELECT string_agg(number, ', ' ORDER BY id)
                  FROM credit_note
                 WHERE company_id = current_company() AND invoice_id = :id
                """).param("id", id.value()).query(String.class).single();
    }
}
