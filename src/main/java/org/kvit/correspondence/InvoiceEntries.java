package org.kvit.correspondence;

import org.kvit.invoice.InvoiceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// How much correspondence there is about an invoice.
@Component
class InvoiceEntries {
    private final JdbcClient jdbc;

    InvoiceEntries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    public long count(InvoiceId invoice) {
        return jdbc.sql(
                        "SELECT count(*) FROM correspondence_invoice WHERE company_id = current_company() AND invoice_id = :invoice")
                .param("invoice", invoice.value())
                .query(Long.class)
                .single();
    }
}
