package org.kvit.payment;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What was known when all payments of the company of which nothing is linked were last asked ([OpenBooks#hash]).
@Component
class LastAsked {
    private final JdbcClient jdbc;

    LastAsked(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// 0: never, or not all.
    long hash() {
        return jdbc.sql("SELECT knowledge FROM last_asked WHERE company_id = current_company()")
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    void keep(long hash) {
        jdbc.sql("""
                INSERT INTO last_asked (company_id, knowledge) VALUES (current_company(), :hash)
                    ON CONFLICT (company_id) DO UPDATE SET knowledge = excluded.knowledge
                 WHERE last_asked.knowledge <> excluded.knowledge
                """).param("hash", hash).update();
    }
}
