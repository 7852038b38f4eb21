package org.kvit.credit;

import java.util.List;
import org.kvit.company.Companies;
import org.kvit.mail.MailId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Which e-mails carried a credit note.
@Service
public class CreditNoteMails {
    private final JdbcClient jdbc;
    private final Companies companies;

    CreditNoteMails(JdbcClient jdbc, Companies companies) {
        this.jdbc = jdbc;
        this.companies = companies;
    }

    /// What a person sent again too; in the order of their numbers.
    @Transactional(readOnly = true)
    public List<MailId> of(CreditNoteId id) {
        return jdbc.sql("""
                WITH RECURSIVE carrying AS (
                  SELECT x.mail_id AS id FROM credit_note_mail x WHERE x.company_id = current_company() AND x.credit_note_id = :id
                   UNION
                  SELECT m.id FROM mail m JOIN carrying c ON m.resend_of = c.id WHERE m.company_id = current_company())
                SELECT id FROM carrying ORDER BY id
                """)
                .param("id", id.value())
                .query((row, n) -> new MailId(row.getLong("id")))
                .list();
    }

    /// No other e-mail with it is written until the transaction ends.
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(CreditNoteId id) {
        jdbc.sql("SELECT id FROM credit_note WHERE company_id = current_company() AND id = :id FOR UPDATE")
                .param("id", id.value())
                .query()
                .listOfRows();
    }

    /// Notes that an e-mail carries it, and that it counts as sent today.
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(CreditNoteId id, MailId mail) {
        jdbc.sql(
                        "INSERT INTO credit_note_mail (company_id, credit_note_id, mail_id) VALUES (current_company(), :id, :mail)")
                .param("id", id.value())
                .param("mail", mail.value())
                .update();
        jdbc.sql("UPDATE credit_note SET sent_on = :today WHERE company_id = current_company() AND id = :id")
                .param("today", companies.today())
                .param("id", id.value())
                .update();
    }
}
