package org.kvit.invoice;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.kvit.base.LineTotals;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.company.ReferenceKind;
import org.kvit.order.OrderId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What of an invoice is copied from its orders: the customer, the lines, what it says of the cargo. It
/// changes only when it is made anew, and only on a draft; an order's other fields show on the invoice
/// as they are.
@Service
public class InvoiceContent {
    private final JdbcClient jdbc;
    private final Companies companies;
    private final Invoices invoices;

    InvoiceContent(JdbcClient jdbc, Companies companies, Invoices invoices) {
        this.jdbc = jdbc;
        this.companies = companies;
        this.invoices = invoices;
    }

    /// The invoice, locked until the transaction ends.
    /// @throws Refusal if there is no such invoice, or it is approved
    Invoice draft(InvoiceId id) {
        var invoice = invoices.lock(id);
        if (invoice.approved()) {
            throw Refusal.conflict("invoice.content.approved", invoice.number());
        }
        return invoice;
    }

    /// What making the content anew would change; nothing is changed.
    /// @throws Refusal as [#regenerate]
    @Transactional(readOnly = true)
    public Regeneration regeneration(InvoiceId id) {
        var invoice = invoices.find(id);
        if (invoice.approved()) {
            throw Refusal.conflict("invoice.content.approved", invoice.number());
        }
        return regeneration(invoice, payer(invoice));
    }

    private Regeneration regeneration(Invoice invoice, Payer payer) {
        return Regeneration.of(
                invoice.total().currency(),
                invoice.customer().name(),
                payer.name(),
                payer.id() != invoice.customer().id().value(),
                lines(invoice.id()),
                toBe(invoice.id()),
                cargo(invoice.id()));
    }

    /// Makes the content of a draft anew from its orders, as they are now. Lines that came from no
    /// order stay.
    /// @param seen [Regeneration#mark] of what was shown before; empty: whatever comes
    /// @throws Refusal if it is approved, its orders are of several customers or currencies, it comes
    /// to what no invoice may, or it would change otherwise than was seen
    @Transactional
    public void regenerate(InvoiceId id, Optional<String> seen) {
        var invoice = draft(id);
        var payer = payer(invoice);
        var change = regeneration(invoice, payer);
        if (seen.filter(mark -> !mark.equals(change.mark())).isPresent()) {
            throw Refusal.conflict("invoice.regenerate.changed", invoice.number());
        }
        if (!change.changes()) {
            return;
        }
        if (payer.id() != invoice.customer().id().value()) {
            jdbc.sql("""
                    UPDATE invoice SET customer_id = :customer, reference = :reference
                     WHERE company_id = current_company() AND id = :id
                    """)
                    .param("customer", payer.id())
                    .param("reference", reference(invoice, payer).orElse(null))
                    .param("id", id.value())
                    .update();
        }
        jdbc.sql(
                        "DELETE FROM invoice_line WHERE company_id = current_company() AND invoice_id = :id AND order_id IS NOT NULL")
                .param("id", id.value())
                .update();
        copy(id, 0);
        changed(invoice);
    }

    /// As the new customer's country has it, if it was made of the number before; one that was given
    /// stays.
    private Optional<String> reference(Invoice invoice, Payer payer) {
        boolean made = Arrays.stream(ReferenceKind.values())
                .anyMatch(kind -> kind.reference(invoice.number()).equals(invoice.reference()));
        return made ? companies.references().in(payer.country()).reference(invoice.number()) : invoice.reference();
    }

    /// Takes an order's lines off the draft; the others stay as they are.
    void remove(OrderId order, InvoiceId id) {
        jdbc.sql(
                        "DELETE FROM invoice_line WHERE company_id = current_company() AND invoice_id = :id AND order_id = :order")
                .param("id", id.value())
                .param("order", order.value())
                .update();
        changed(invoices.find(id));
    }

    /// Copies one order behind what is on the draft already.
    void append(OrderId order, InvoiceId id) {
        copy(id, order.value());
        changed(invoices.find(id));
    }

    /// @param order 0: all that are on the invoice, in the order in which they were made
    private void copy(InvoiceId id, long order) {
        jdbc.sql("""
                INSERT INTO invoice_line (company_id, invoice_id, position, description, quantity, unit_price, vat_rate, vat_category, order_id)
                SELECT p.company_id, :id, last.position + row_number() OVER (ORDER BY p.order_id, p.position),
                       p.service, p.quantity, p.unit_price, p.vat_rate, p.vat_category, p.order_id
                  FROM customer_order o
                  JOIN order_price p ON p.company_id = o.company_id AND p.order_id = o.id
                 CROSS JOIN (SELECT coalesce(max(position), 0) AS position
                               FROM invoice_line WHERE company_id = current_company() AND invoice_id = :id) last
                 WHERE o.company_id = current_company() AND o.invoice_id = :id AND (:order = 0 OR o.id = :order)
                """).param("id", id.value()).param("order", order).update();
        jdbc.sql("""
                UPDATE customer_order o SET invoiced_cargo = %s
                 WHERE o.company_id = current_company() AND o.invoice_id = :id AND (:order = 0 OR o.id = :order)
                """.formatted(CARGO))
                .param("id", id.value())
                .param("order", order)
                .update();
    }

    /// The total follows from the lines, as EN 16931 counts it. What went out before said something
    /// else: it is still to be sent.
    private void changed(Invoice invoice) {
        var lines = invoices.lines(invoice.id());
        var total = NewInvoiceRules.total(lines, invoice.total().currency());
        jdbc.sql("""
                UPDATE invoice
                   SET total = :total, itemized = :itemized, has_left = has_left OR sent_on IS NOT NULL OR posted_on IS NOT NULL,
                       sent_on = NULL, posted_on = NULL
                 WHERE company_id = current_company() AND id = :id
                """)
                .param("total", total.amount())
                .param("itemized", !lines.isEmpty())
                .param("id", invoice.id().value())
                .update();
    }

    private record Payer(long id, String name, String country, String currency) {}

    /// Whose its orders are; without any, whose it is.
    private Payer payer(Invoice invoice) {
        var payers = jdbc.sql("""
                SELECT DISTINCT c.id, c.name, c.country, o.currency
                  FROM customer_order o
                  JOIN customer c ON c.company_id = o.company_id AND c.id = o.customer_id
                 WHERE o.company_id = current_company() AND o.invoice_id = :id
                """)
                .param("id", invoice.id().value())
                .query((row, n) -> new Payer(
                        row.getLong("id"), row.getString("name"), row.getString("country"), row.getString("currency")))
                .list();
        if (new HashSet<>(payers.stream().map(Payer::id).toList()).size() > 1) {
            throw Refusal.conflict("invoice.content.customers", invoice.number());
        }
        if (payers.stream().anyMatch(p -> !p.currency().equals(invoice.total().currency()))) {
            throw Refusal.conflict("invoice.content.currencies", invoice.number());
        }
        return payers.isEmpty()
                ? new Payer(
                        invoice.customer().id().value(),
                        invoice.customer().name(),
                        "", // the customer stays, and with it the reference
                        invoice.total().currency())
                : payers.getFirst();
    }

    private List<Regeneration.Line> lines(InvoiceId id) {
        return jdbc.sql("""
                SELECT l.description, l.quantity, l.unit_price, l.vat_rate, l.vat_category, coalesce(l.order_id, 0) AS order_id,
                       coalesce(o.number, '') AS order_number
                  FROM invoice_line l
                  LEFT JOIN customer_order o ON o.company_id = l.company_id AND o.id = l.order_id
                 WHERE l.company_id = current_company() AND l.invoice_id = :id
                 ORDER BY l.position
                """)
                .param("id", id.value())
                .query(Regeneration.Line::of)
                .list();
    }

    private List<Regeneration.Line> toBe(InvoiceId id) {
        return jdbc.sql("""
                SELECT p.service AS description, p.quantity, p.unit_price, p.vat_rate, p.vat_category, p.order_id, o.number AS order_number
                  FROM customer_order o
                  JOIN order_price p ON p.company_id = o.company_id AND p.order_id = o.id
                 WHERE o.company_id = current_company() AND o.invoice_id = :id
                 ORDER BY p.order_id, p.position
                """)
                .param("id", id.value())
                .query(Regeneration.Line::of)
                .list();
    }

    private List<Regeneration.Cargo> cargo(InvoiceId id) {
        return jdbc.sql("""
                SELECT o.number, coalesce(o.invoiced_cargo, '') AS was, coalesce(%s, '') AS becomes
                  FROM customer_order o
                 WHERE o.company_id = current_company() AND o.invoice_id = :id
                 ORDER BY o.id
                """.formatted(CARGO))
                .param("id", id.value())
                .query((row, n) ->
                        new Regeneration.Cargo(row.getString("number"), row.getString("was"), row.getString("becomes")))
                .list();
    }

    /// SQL: what an invoice says of the cargo of order `o`, one piece of cargo a line: Furniture · 12 ×
    /// · 3400 kg · Rīga – Praha.
    public static final String CARGO = """
            (SELECT string_agg(concat_ws(' · ', g.description, g.packages || ' ×', trim_scale(g.weight) || ' kg', trim_scale(g.volume) || ' m³',
                                         nullif(concat_ws(' – ', g.loading_place, g.unloading_place), '')), E'\\n' ORDER BY g.position)
               FROM order_cargo g WHERE g.company_id = o.company_id AND g.order_id = o.id)""";

    /// What the lines of one side come to.
    static Money total(List<Regeneration.Line> lines, String currency) {
        return LineTotals.of(lines.stream().map(Regeneration.Line::line).toList(), currency)
                .total();
    }
}
