package org.kvit.demo;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.kvit.demo.SampleOrder.Fate;
import org.kvit.invoice.Approvals;
import org.kvit.invoice.InvoiceId;
import org.kvit.invoice.Issuing;
import org.kvit.order.OrderId;
import org.kvit.sending.ComposedMails;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What was invoiced of the demo's orders this morning, and whose e-mails went out, through the services that do so on
/// any day.
@Component
@ConditionalOnBooleanProperty("kvit.demo")
class PastInvoicing {
    private static final int MAILED = 2;

    private final Issuing issuing;
    private final Approvals approvals;
    private final ComposedMails mails;
    private final TimeTravel clock;
    private final JdbcClient jdbc;

    PastInvoicing(Issuing issuing, Approvals approvals, ComposedMails mails, TimeTravel clock, JdbcClient jdbc) {
        this.issuing = issuing;
        this.approvals = approvals;
        this.mails = mails;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    /// In the caller's transaction.
    void happen(List<SampleOrder> orders) {
        var ids = ids("SELECT number, id FROM customer_order WHERE company_id = current_company()");
        issue(orders, Fate.DRAFT, ids);
        issue(orders, Fate.APPROVED, ids).forEach(approvals::approve);
        clock.daysAgo(1, () -> mail(orders));
    }

    /// What one customer has of one fate comes on one invoice.
    private List<InvoiceId> issue(List<SampleOrder> orders, Fate fate, Map<String, Long> ids) {
        var invoices = new LinkedHashMap<SampleCustomer, InvoiceId>();
        for (var order : orders) {
            if (order.fate() == fate) {
                var id = new OrderId(Objects.requireNonNull(ids.get(order.number())));
                var draft = invoices.get(order.customer());
                if (draft == null) {
                    invoices.put(order.customer(), issuing.issue(id, false));
                } else {
                    issuing.add(id, draft, false);
                }
            }
        }
        return List.copyOf(invoices.values());
    }

    /// Some of those that were sent lately, in full; the others are only noted as sent.
    private void mail(List<SampleOrder> orders) {
        var ids = ids("SELECT number, id FROM invoice WHERE company_id = current_company()");
        orders.stream()
                .filter(o -> o.customer().invoiceDelivery().equals("email") && o.proofs() > 0)
                .flatMap(o -> o.invoice().stream())
                .map(i -> new InvoiceId(Objects.requireNonNull(ids.get(i.number()))))
                .limit(MAILED)
                .forEach(id -> mails.send(id, mails.propose(id).asIs()));
        jdbc.sql("""
                UPDATE mail SET state = 'sent', attempts = 1, sent_at = created_at + interval '3 seconds'
                 WHERE company_id = current_company() AND state = 'queued'
                """).update();
    }

    private Map<String, Long> ids(String sql) {
        var ids = new HashMap<String, Long>();
        jdbc.sql(sql).query(row -> {
            ids.put(row.getString(1), row.getLong(2));
        });
        return ids;
    }
}
