package org.kvit.today;

import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What of the set-up is done. It is seen from what is there, so nobody has to tick anything off: the mail server works
/// once a mail has left, the reminder levels were looked at once they were saved or a run was made by them.
@Component
class Checklist {
    private final JdbcClient jdbc;

    Checklist(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    public Set<Step> done() {
        return jdbc.sql("""
                SELECT s.step
                  FROM company c
                 CROSS JOIN LATERAL (VALUES
                       ('COMPANY', c.street <> '' AND c.city <> '' AND c.email <> ''),
                       ('BANK_ACCOUNT', EXISTS (SELECT FROM bank_account b WHERE b.company_id = c.id)),
                       ('MAIL', EXISTS (SELECT FROM mail m WHERE m.company_id = c.id AND m.state = 'sent')),
                       ('POLICY', EXISTS (SELECT FROM reminder_policy p WHERE p.company_id = c.id)
                                  OR EXISTS (SELECT FROM reminder_run r WHERE r.company_id = c.id)),
                       ('INVOICES', EXISTS (SELECT FROM invoice i WHERE i.company_id = c.id)),
                       ('STATEMENT', EXISTS (SELECT FROM statement t WHERE t.company_id = c.id))) AS s (step, done)
                 WHERE c.id = current_company() AND s.done
                """)
                .query((row, n) -> Step.valueOf(row.getString("step")))
                .set();
    }
}
