package org.kvit.sending;

import java.time.LocalDate;
import java.util.List;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.company.OwnCustomers;
import org.kvit.invoice.InvoiceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Which approved invoices are still to be e-mailed or posted, as the settings of their orders, else of the
/// customer, want it. Invoices that came with their total only were sent from where they came from.
@Service
public class StillToSend {
    private static final int SHOWN = 500;
    /// Whether invoice `i` was e-mailed: not if every e-mail that carried it failed for good.
    static final String EMAILED = """
            (i.sent_on IS NOT NULL
             AND (NOT EXISTS (SELECT FROM invoice_mail x WHERE x.company_id = i.company_id AND x.invoice_id = i.id)
                  OR EXISTS (SELECT FROM invoice_mail x
                               JOIN mail m ON m.company_id = x.company_id AND (m.id = x.mail_id OR m.resend_of = x.mail_id)
                              WHERE x.company_id = i.company_id AND x.invoice_id = i.id AND m.state <> 'failed')))
            """;
    /// Invoices whose e-mails failed: few, found by the index of mails in trouble.
    private static final String FAILED = """
            i.id IN (SELECT x.invoice_id
                       FROM mail m
                       JOIN invoice_mail x ON x.company_id = m.company_id AND x.mail_id = m.id
                      WHERE m.company_id = current_company() AND m.state = 'failed')
            AND NOT""" + EMAILED;

    private final JdbcClient jdbc;
    private final Companies companies;

    StillToSend(JdbcClient jdbc, Companies companies) {
        this.jdbc = jdbc;
        this.companies = companies;
    }

    /// How an invoice goes out.
    public enum Way {
        EMAIL("email", "i.sent_on IS NULL", FAILED),
        POST("post", "i.posted_on IS NULL", "false");

        private final String code;
        private final String never;
        private final String failed;

        /// @param never condition on invoice `i`: it never went this way
        /// @param failed or it failed to
        Way(String code, String never, String failed) {
            this.code = code;
            this.never = never;
            this.failed = failed;
        }

        public String code() {
            return code;
        }
    }

    /// The oldest ones. @param more whether there are others
    public record Waiting(List<ToSend> invoices, boolean more) {}

    /// The oldest first, at most 500.
    @Transactional(readOnly = true)
    public Waiting list(Way way) {
        var sql = waiting(way.never) + " UNION ALL " + waiting(way.failed) + " ORDER BY issue_date, id LIMIT :shown";
        var found = jdbc.sql(sql)
                .param("way", way.code())
                .param("shown", SHOWN + 1)
                .query((row, n) -> new ToSend(
                        new InvoiceId(row.getLong("id")),
                        row.getString("number"),
                        row.getString("name"),
                        row.getObject("issue_date", LocalDate.class),
                        new Money(row.getBigDecimal("total"), row.getString("currency"))))
                .list();
        return new Waiting(found.subList(0, Math.min(found.size(), SHOWN)), found.size() > SHOWN);
    }

    /// Each condition finds its invoices by an index of its own.
    private static String waiting(String missing) {
        return """
                (SELECT i.id, i.number, c.name, i.issue_date, i.total, i.currency
                   FROM invoice i
                   JOIN customer c ON c.company_id = i.company_id AND c.id = i.customer_id
                  WHERE i.company_id = current_company() AND i.itemized AND i.approved AND %s
                    AND coalesce((SELECT bool_or(o.invoice_delivery IN (:way, 'both')) FROM customer_order o
                                   WHERE o.company_id = i.company_id AND o.invoice_id = i.id),
                                 c.invoice_delivery IN (:way, 'both'))
                    AND %s
                  ORDER BY i.issue_date, i.id
                  LIMIT :shown)""".formatted(missing, OwnCustomers.seen("c"));
    }

    /// Notes that these invoices were put into the post. Those that were posted already, and those that
    /// were issued later only, stay as they are.
    /// @return how many it is noted of
    /// @throws Refusal if none is named, or the day lies ahead
    @Transactional
    public int posted(List<InvoiceId> ids, LocalDate on) {
        if (ids.isEmpty()) {
            throw Refusal.invalid("invoiceIds", "sending.none");
        }
        if (on.isAfter(companies.today())) {
            throw Refusal.invalid("postedOn", "sending.posted.future");
        }
        return jdbc.sql("""
                UPDATE invoice i SET posted_on = :on
                  FROM customer c
                 WHERE i.company_id = current_company() AND i.id = ANY (:ids) AND i.approved AND i.posted_on IS NULL
                   AND i.issue_date <= :on
                   AND c.company_id = i.company_id AND c.id = i.customer_id
                   AND %s
                """.formatted(OwnCustomers.seen("c")))
                .param("on", on)
                .param("ids", ids.stream().map(InvoiceId::value).toArray(Long[]::new))
                .update();
    }
}
