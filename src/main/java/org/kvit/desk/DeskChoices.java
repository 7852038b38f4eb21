package org.kvit.desk;

import java.util.List;
import org.kvit.company.OwnCustomers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// By what the list can be narrowed: whatever occurs among the customers and the open invoices.
@Component
class DeskChoices {
    private final JdbcClient jdbc;

    DeskChoices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    public Choices of() {
        return new Choices(managers(), values("""
                SELECT DISTINCT c.country FROM customer c WHERE c.company_id = current_company() AND %s ORDER BY 1
                """.formatted(OwnCustomers.seen("c"))), values("""
                SELECT DISTINCT currency FROM invoice WHERE company_id = current_company() AND approved AND open_amount > 0 ORDER BY 1
                """));
    }

    private List<Choices.Manager> managers() {
        return jdbc.sql("""
                SELECT u.id, u.name
                  FROM app_user u
                 WHERE u.id IN (SELECT c.account_manager_id FROM customer c
                                 WHERE c.company_id = current_company() AND %s)
                 ORDER BY lower(u.name), u.id
                """.formatted(OwnCustomers.seen("c")))
                .query((row, n) -> new Choices.Manager(row.getLong("id"), row.getString("name")))
                .list();
    }

    private List<String> values(String sql) {
        return jdbc.sql(sql).query((row, n) -> row.getString(1)).list();
    }
}
