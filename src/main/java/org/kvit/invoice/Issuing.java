package org.kvit.invoice;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.customer.CustomerId;
import org.kvit.order.OrderId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Puts customer orders on invoices: on a new one, or on a draft of the same customer and currency.
@Service
public class Issuing {
    private final JdbcClient jdbc;
    private final Companies companies;
    private final Recording recording;
    private final Invoices invoices;
    private final InvoiceContent content;

    Issuing(JdbcClient jdbc, Companies companies, Recording recording, Invoices invoices, InvoiceContent content) {
        this.jdbc = jdbc;
        this.companies = companies;
        this.recording = recording;
        this.invoices = invoices;
        this.content = content;
    }

    /// An unapproved invoice of an order's customer.
    /// @param orders how many are on it
    /// @param fits false: it is in another currency
    public record Draft(InvoiceId id, String number, Money total, long orders, boolean fits) {}

    private record Order(
            String number,
            long customer,
            String currency,
            int terms,
            long prices,
            boolean podMissing,
            Optional<String> invoice) {}

    /// A draft with the next number, issued today and due by the order's terms.
    /// @param withoutPod that a proof of delivery, which the order wants sent, may be missing
    /// @throws Refusal if there is no such order, it is on an invoice, has no prices, or lacks its proof
    /// of delivery
    @Transactional
    public InvoiceId issue(OrderId id, boolean withoutPod) {
        var order = free(id, withoutPod);
        var issued = companies.today();
        var invoice = recording.record(new NewInvoice(
                Optional.empty(),
                Optional.of(new CustomerId(order.customer())),
                Optional.empty(),
                Optional.of(issued),
                Optional.of(issued.plusDays(order.terms())),
                Optional.of(order.currency()),
                List.of(),
                Optional.of(BigDecimal.ZERO),
                Optional.empty(),
                false));
        put(id, invoice);
        return invoice;
    }

    /// Adds an order to a draft.
    /// @throws Refusal as [#issue]; and if the invoice is approved, another customer's, in another
    /// currency, or has a total without lines
    @Transactional
    public void add(OrderId id, InvoiceId invoice, boolean withoutPod) {
        var draft = content.draft(invoice);
        var order = free(id, withoutPod);
        if (draft.customer().id().value() != order.customer()) {
            throw Refusal.conflict("invoice.order.otherCustomer", order.number(), draft.number());
        }
        if (!draft.total().currency().equals(order.currency())) {
            throw Refusal.conflict(
                    "invoice.order.otherCurrency",
                    order.number(),
                    order.currency(),
                    draft.number(),
                    draft.total().currency());
        }
        if (draft.total().isPositive() && invoices.lines(invoice).isEmpty()) {
            throw Refusal.conflict("invoice.order.totalOnly", draft.number());
        }
        put(id, invoice);
    }

    /// Takes an order off the draft it is on; on none, it stays as it is.
    /// @throws Refusal if there is no such order, or its invoice is approved
    @Transactional
    public void takeOff(OrderId id) {
        var invoice = invoiceOf(id);
        if (invoice.isEmpty()) {
            order(id);
            return;
        }
        content.draft(invoice.get());
        order(id);
        if (!invoiceOf(id).equals(invoice)) {
            throw Refusal.conflict("invoice.order.moved");
        }
        jdbc.sql(
                        "UPDATE customer_order SET invoice_id = NULL, invoiced_cargo = NULL WHERE company_id = current_company() AND id = :id")
                .param("id", id.value())
                .update();
        content.remove(id, invoice.get());
    }

    /// The drafts of its customer that were made of lines: those that it fits on first, then the newest; at
    /// most 50.
    @Transactional(readOnly = true)
    public List<Draft> drafts(OrderId id) {
        return jdbc.sql("""
                SELECT i.id, i.number, i.total, i.currency, i.currency = o.currency AS fits,
                       (SELECT count(*) FROM customer_order x WHERE x.company_id = i.company_id AND x.invoice_id = i.id) AS orders
                  FROM customer_order o
                  JOIN customer c ON c.company_id = o.company_id AND c.id = o.customer_id
                  JOIN invoice i ON i.company_id = o.company_id AND i.customer_id = o.customer_id
                 WHERE o.company_id = current_company() AND o.id = :id AND NOT i.approved AND %s
                   AND (i.itemized OR i.total = 0)
                 ORDER BY fits DESC, i.id DESC
                 LIMIT 50
                """.formatted(InvoiceQuery.VISIBLE))
                .param("id", id.value())
                .query((row, n) -> new Draft(
                        new InvoiceId(row.getLong("id")),
                        row.getString("number"),
                        new Money(row.getBigDecimal("total"), row.getString("currency")),
                        row.getLong("orders"),
                        row.getBoolean("fits")))
                .list();
    }

    /// The invoice that an order is on.
    @Transactional(readOnly = true)
    public Optional<InvoiceId> invoiceOf(OrderId id) {
        return jdbc.sql(
                        "SELECT invoice_id FROM customer_order WHERE company_id = current_company() AND id = :id AND invoice_id IS NOT NULL")
                .param("id", id.value())
                .query((row, n) -> new InvoiceId(row.getLong(1)))
                .optional();
    }

    private void put(OrderId id, InvoiceId invoice) {
        jdbc.sql("UPDATE customer_order SET invoice_id = :invoice WHERE company_id = current_company() AND id = :id")
                .param("invoice", invoice.value())
                .param("id", id.value())
                .update();
        content.append(id, invoice);
    }

    private Order free(OrderId id, boolean withoutPod) {
        var order = order(id);
        order.invoice().ifPresent(invoice -> {
            throw Refusal.conflict("invoice.order.invoiced", order.number(), invoice);
        });
        if (order.prices() == 0) {
            throw Refusal.conflict("invoice.order.noPrices", order.number());
        }
        if (order.podMissing() && !withoutPod) {
            throw Refusal.invalid("withoutPod", "invoice.order.podMissing", order.number());
        }
        return order;
    }

    /// Locked until the transaction ends: nobody else puts it on an invoice meanwhile.
    private Order order(OrderId id) {
        return jdbc.sql("""
                SELECT o.number, o.customer_id, o.currency, o.payment_terms_days,
                       (SELECT count(*) FROM order_price p WHERE p.company_id = o.company_id AND p.order_id = o.id) AS prices,
                       o.pod_delivery <> 'none' AND NOT EXISTS (
                         SELECT FROM attachment a WHERE a.company_id = o.company_id AND a.order_id = o.id AND a.kind = 'pod') AS pod_missing,
                       (SELECT i.number FROM invoice i WHERE i.company_id = o.company_id AND i.id = o.invoice_id) AS invoice
                  FROM customer_order o
                  JOIN customer c ON c.company_id = o.company_id AND c.id = o.customer_id
                 WHERE o.company_id = current_company() AND o.id = :id AND %s
                   FOR UPDATE OF o
                """.formatted(InvoiceQuery.VISIBLE))
                .param("id", id.value())
                .query((row, n) -> new Order(
                        row.getString("number"),
                        row.getLong("customer_id"),
                        row.getString("currency"),
                        row.getInt("payment_terms_days"),
                        row.getLong("prices"),
                        row.getBoolean("pod_missing"),
                        Optional.ofNullable(row.getString("invoice"))))
                .optional()
                .orElseThrow(() -> Refusal.notFound("invoice.order.notFound"));
    }
}
