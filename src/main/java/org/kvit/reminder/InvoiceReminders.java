package org.kvit.reminder;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.kvit.invoice.InvoiceId;
import org.kvit.mail.MailId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// How an invoice was reminded: its counters, its log, the e-mails that listed it.
@Component
public class InvoiceReminders {
    private final JdbcClient jdbc;
    private final Policies policies;

    InvoiceReminders(JdbcClient jdbc, Policies policies) {
        this.jdbc = jdbc;
        this.policies = policies;
    }

    /// @param name the level's, by the policy of today
    /// @param lastOn when it was last sent, whatever the count was set to since
    public record Counter(int level, String name, int count, Optional<LocalDate> lastOn) {}

    /// One reminder. @param mail the e-mail that carried it
    public record Sent(LocalDate on, int level, String name, long run, long letter, Optional<Long> mail) {}

    /// Of every level of the policy, and of those that were counted under an earlier one.
    @Transactional(readOnly = true)
    public List<Counter> counters(InvoiceId invoice) {
        var counters = new TreeMap<Integer, Counter>();
        policy(invoice)
                .levels()
                .forEach(l -> counters.put(l.level(), new Counter(l.level(), l.name(), 0, Optional.empty())));
        jdbc.sql("""
                SELECT level, count, last_on FROM reminder_counter
                 WHERE company_id = current_company() AND invoice_id = :invoice
                """).param("invoice", invoice.value()).query(row -> {
            int level = row.getInt("level");
            var known = counters.get(level);
            counters.put(
                    level,
                    new Counter(
                            level,
                            known == null ? Integer.toString(level) : known.name(),
                            row.getInt("count"),
                            Optional.ofNullable(row.getObject("last_on", LocalDate.class))));
        });
        return List.copyOf(counters.values());
    }

    /// In the order in which they were sent.
    @Transactional(readOnly = true)
    public List<Sent> log(InvoiceId invoice) {
        var policy = policy(invoice);
        return jdbc.sql("""
                SELECT r.reminded_on, r.level, l.run_id, l.id, l.mail_id
                  FROM reminded r
                  JOIN reminder_letter l ON l.company_id = r.company_id AND l.id = r.letter_id
                 WHERE r.company_id = current_company() AND r.invoice_id = :invoice
                 ORDER BY r.reminded_on, l.id
                """)
                .param("invoice", invoice.value())
                .query((row, n) -> new Sent(
                        row.getObject("reminded_on", LocalDate.class),
                        row.getInt("level"),
                        policy.level(row.getInt("level"))
                                .map(ReminderLevel::name)
                                .orElse(row.getString("level")),
                        row.getLong("run_id"),
                        row.getLong("id"),
                        Optional.ofNullable(row.getObject("mail_id", Long.class))))
                .list();
    }

    /// Its customer's.
    private ReminderPolicy policy(InvoiceId invoice) {
        var own = jdbc.sql("""
                SELECT k.reminder_policy_id
                  FROM invoice i
                  JOIN customer k ON k.company_id = i.company_id AND k.id = i.customer_id
                 WHERE i.company_id = current_company() AND i.id = :invoice AND k.reminder_policy_id IS NOT NULL
                """)
                .param("invoice", invoice.value())
                .query((row, n) -> new PolicyId(row.getLong(1)))
                .optional();
        return policies.all().of(own);
    }

    @Transactional(readOnly = true)
    public long times(InvoiceId invoice) {
        return jdbc.sql("SELECT count(*) FROM reminded WHERE company_id = current_company() AND invoice_id = :invoice")
                .param("invoice", invoice.value())
                .query(Long.class)
                .single();
    }

    /// The e-mails that carried it and those of the letters that listed it, what a person sent again too;
    /// in the order of their numbers.
    @Transactional(readOnly = true)
    public List<MailId> mails(InvoiceId invoice) {
        return jdbc.sql("""
                WITH RECURSIVE carrying AS (
                  SELECT l.mail_id AS id
                    FROM reminded r
                    JOIN reminder_letter l ON l.company_id = r.company_id AND l.id = r.letter_id
                   WHERE r.company_id = current_company() AND r.invoice_id = :invoice AND l.mail_id IS NOT NULL
                   UNION
                  SELECT x.mail_id FROM invoice_mail x WHERE x.company_id = current_company() AND x.invoice_id = :invoice
                   UNION
                  SELECT m.id
                    FROM mail m
                    JOIN carrying c ON m.resend_of = c.id
                   WHERE m.company_id = current_company())
                SELECT id FROM carrying ORDER BY id
                """)
                .param("invoice", invoice.value())
                .query((row, n) -> new MailId(row.getLong("id")))
                .list();
    }
}
