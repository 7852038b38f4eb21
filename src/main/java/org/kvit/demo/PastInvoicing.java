package org.kvit.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.kvit.company.Companies;
import org.kvit.credit.CreditIssuing;
import org.kvit.credit.NewCreditNote;
import org.kvit.demo.SampleOrder.Fate;
import org.kvit.invoice.Approvals;
import org.kvit.invoice.InvoiceId;
import org.kvit.invoice.Issuing;
import org.kvit.order.OrderId;
import org.kvit.sending.ComposedMails;
import org.kvit.ui.Texts;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What was invoiced of the demo's orders this morning, and whose e-mails went out, through the services
/// that do so on any day.
@Component
@ConditionalOnBooleanProperty("kvit.demo")
class PastInvoicing {
    private static final int MAILED = 2;

    private final Issuing issuing;
    private final Approvals approvals;
    private final CreditIssuing credits;
    private final ComposedMails mails;
    private final Texts texts;
    private final Companies companies;
    private final TimeTravel clock;
    private final JdbcClient jdbc;

    PastInvoicing(
            Issuing issuing,
            Approvals approvals,
            CreditIssuing credits,
            ComposedMails mails,
            Texts texts,
            Companies companies,
            TimeTravel clock,
            JdbcClient jdbc) {
        this.issuing = issuing;
        this.approvals = approvals;
        this.credits = credits;
        this.mails = mails;
        this.texts = texts;
        this.companies = companies;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    /// In the caller's transaction.
    void happen(List<SampleOrder> orders, String language) {
        var ids = ids("SELECT number, id FROM customer_order WHERE company_id = current_company()");
        issue(orders, Fate.DRAFT, ids);
        issue(orders, Fate.APPROVED, ids).forEach(approvals::approve);
        clock.daysAgo(1, () -> mail(orders));
        clock.daysAgo(2, () -> credit(language));
    }

    /// The last but one of the invoices that nobody has paid anything of was wrong as a whole, the last one
    /// in a part of its first line.
    private void credit(String language) {
        var unpaid = jdbc.sql("""
                SELECT i.id, l.quantity, l.unit_price
                  FROM invoice i
                  JOIN invoice_line l ON l.company_id = i.company_id AND l.invoice_id = i.id AND l.position = 1
                 WHERE i.company_id = current_company() AND i.approved AND i.open_amount = i.total AND i.issue_date <= :on
                   AND i.reminders_off_reason IS NULL
                   AND EXISTS (SELECT FROM customer_order o WHERE o.company_id = i.company_id AND o.invoice_id = i.id)
                 ORDER BY i.issue_date DESC, i.id DESC
                 LIMIT 2
                """)
                .param("on", companies.today())
                .query((row, n) -> Map.entry(
                        new InvoiceId(row.getLong("id")),
                        new NewCreditNote.Line(1, row.getBigDecimal("quantity"), row.getBigDecimal("unit_price"))))
                .list();
        var locale = Locale.of(language);
        for (int i = 0; i < unpaid.size(); i++) {
            var line = unpaid.get(i).getValue();
            credits.issue(
                    unpaid.get(i).getKey(),
                    i > 0
                            ? NewCreditNote.whole(texts.text(locale, "demo.credit.cancelled"))
                            : new NewCreditNote(
                                    Optional.empty(),
                                    texts.text(locale, "demo.credit.delay"),
                                    Optional.of(List.of(
                                            new NewCreditNote.Line(1, line.quantity(), tenth(line.unitPrice())))),
                                    Optional.empty()));
        }
    }

    private static BigDecimal tenth(BigDecimal price) {
        return price.movePointLeft(1).setScale(2, RoundingMode.HALF_UP);
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
