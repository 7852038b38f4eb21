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
    private final NamedParties parties;

    Approvals(JdbcClient jdbc, Invoices invoices, NamedParties parties) {
        this.jdbc = jdbc;
        this.invoices = invoices;
        this.parties = parties;
    }

    /// An approved invoice stays as it is.
    /// @throws Refusal if there is no such invoice; it is a draft without anything on it; an order on it is
    /// another customer's by now; or a VAT number that its lines demand is missing
    @Transactional
    public void approve(InvoiceId id) {
        var invoice = invoices.lock(id);
        if (invoice.approved()) {
            return;
        }
        if (invoice.total().isZero() && invoices.lines(id).isEmpty()) {
            throw Refusal.conflict("invoice.approval.empty", invoice.number());
        }
        requireOneCustomer(invoice);
        requireVatNumbers(invoice);
        jdbc.sql("""
                UPDATE invoice SET approved = true, approved_at = now(), approved_by = current_actor()
                 WHERE company_id = current_company() AND id = :id AND NOT approved
                """).param("id", id.value()).update();
        parties.keep(id);
    }

    /// An order's customer may change while it is on a draft; the draft's changes when its content is made
    /// anew.
    private void requireOneCustomer(Invoice invoice) {
        jdbc.sql("""
                SELECT o.number
                  FROM customer_order o
                  JOIN invoice i ON i.company_id = o.company_id AND i.id = o.invoice_id
                 WHERE o.company_id = current_company() AND o.invoice_id = :id AND o.customer_id <> i.customer_id
                 ORDER BY o.id
                 LIMIT 1
                """)
                .param("id", invoice.id().value())
                .query(String.class)
                .optional()
                .ifPresent(order -> {
                    throw Refusal.conflict("invoice.approval.otherCustomer", invoice.number(), order);
                });
    }

    /// Who charges the buyer with the VAT (AE), or delivers within the Union without it (K), names both VAT
    /// numbers; under AE the buyer's registration number does as well (EN 16931 BR-AE-02, BR-IC-02).
    private void requireVatNumbers(Invoice invoice) {
        jdbc.sql("""
                SELECT l.vat_category, w.vat_number IS NULL AS ours
                  FROM invoice i
                  JOIN invoice_line l ON l.company_id = i.company_id AND l.invoice_id = i.id AND l.vat_category IN ('AE', 'K')
                  JOIN customer c ON c.company_id = i.company_id AND c.id = i.customer_id
                  JOIN company w ON w.id = i.company_id
                 WHERE i.company_id = current_company() AND i.id = :id
                   AND (w.vat_number IS NULL OR c.vat_number IS NULL AND (l.vat_category = 'K' OR c.registration_number IS NULL))
                 LIMIT 1
                """)
                .param("id", invoice.id().value())
                .query((row, n) -> row.getBoolean("ours")
                        ? Refusal.conflict("invoice.approval.ourVatNumber", invoice.number())
                        : Refusal.conflict(
                                "invoice.approval.vatNumber",
                                invoice.number(),
                                invoice.customer().name()))
                .optional()
                .ifPresent(refusal -> {
                    throw refusal;
                });
    }

    /// Makes it a draft again; a draft stays one.
    /// @throws Refusal if there is no such invoice, it has credit notes, or payments are linked to it
    @Transactional
    public void remove(InvoiceId id) {
        // Locked before it is looked at: no payment is linked between the look and the change.
        var invoice = invoices.lock(id);
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
        parties.forget(id);
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
