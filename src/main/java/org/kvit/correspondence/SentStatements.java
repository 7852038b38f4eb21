package org.kvit.correspondence;

import java.util.List;
import org.kvit.company.Companies;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Writes down that statements of account were sent.
@Service
public class SentStatements {
    private final JdbcClient jdbc;
    private final Companies companies;

    SentStatements(JdbcClient jdbc, Companies companies) {
        this.jdbc = jdbc;
        this.companies = companies;
    }

    /// All in one statement, in the transaction that writes the letters.
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(List<SentStatement> statements) {
        jdbc.sql("""
                INSERT INTO correspondence (company_id, customer_id, kind, text, mail_id, happened_on, created_by)
                SELECT current_company(), s.customer_id, 'statement', s.text, s.mail_id, :today, current_actor()
                  FROM unnest(:customers::bigint[], :texts::text[], :mails::bigint[])
                       WITH ORDINALITY AS s (customer_id, text, mail_id, position)
                 ORDER BY s.position
                """)
                .param("today", companies.today())
                .param(
                        "customers",
                        statements.stream().map(s -> s.customer().value()).toArray(Long[]::new))
                .param("texts", statements.stream().map(SentStatement::text).toArray(String[]::new))
                .param("mails", statements.stream().map(SentStatement::mail).toArray(Long[]::new))
                .update();
    }
}
