package org.kvit.mail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What came back of the mails that were sent: recipients whose mail server reported that it can't deliver.
@Service
public class Bounces {
    private final JdbcClient jdbc;

    Bounces(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Notes that a mail didn't reach one of its recipients. A later report on the same one replaces an earlier, but a
    /// passing trouble never what is for good.
    @Transactional
    public void note(MailId mail, Mail.Bounce bounce) {
        jdbc.sql("""
                INSERT INTO mail_bounce (company_id, mail_id, recipient, permanent, status, words)
                VALUES (current_company(), :mail, :recipient, :permanent, :status, :words)
                    ON CONFLICT (company_id, mail_id, recipient) DO UPDATE
                   SET permanent = EXCLUDED.permanent, status = EXCLUDED.status, words = EXCLUDED.words, reported_at = now()
                 WHERE EXCLUDED.permanent OR NOT mail_bounce.permanent
                """)
                .param("mail", mail.value())
                .param("recipient", bounce.recipient())
                .param("permanent", bounce.permanent())
                .param("status", bounce.status())
                .param("words", bounce.words())
                .update();
    }

    Map<Long, List<Mail.Bounce>> of(Long[] mails) {
        var all = new HashMap<Long, List<Mail.Bounce>>();
        jdbc.sql(
                        "SELECT * FROM mail_bounce WHERE company_id = current_company() AND mail_id = ANY (:mails) ORDER BY recipient")
                .param("mails", mails)
                .query(row -> {
                    all.computeIfAbsent(row.getLong("mail_id"), _ -> new ArrayList<>())
                            .add(new Mail.Bounce(
                                    row.getString("recipient"),
                                    row.getBoolean("permanent"),
                                    row.getString("status"),
                                    row.getString("words")));
                });
        return all;
    }
}
