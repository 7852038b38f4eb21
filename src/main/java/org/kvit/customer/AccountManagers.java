package org.kvit.customer;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kvit.base.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Who of ours looks after which customers, all customers at once.
@Service
public class AccountManagers {
    private final JdbcClient jdbc;

    AccountManagers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// How many customers each person manages; who manages none is not in the map.
    @Transactional(readOnly = true)
    public Map<UserId, Long> customers() {
        record Managed(long manager, long customers) {}
        return jdbc.sql("""
                SELECT account_manager_id AS manager, count(*) AS customers FROM customer
                 WHERE company_id = current_company() AND account_manager_id IS NOT NULL
                 GROUP BY account_manager_id
                """).query(Managed.class).list().stream()
                .collect(Collectors.toMap(m -> new UserId(m.manager()), Managed::customers));
    }

    /// Gives all customers of one person to another. @param to empty: they are left without an account manager
    @Transactional
    public void handOver(UserId from, Optional<UserId> to) {
        jdbc.sql("""
                UPDATE customer SET account_manager_id = :to::bigint
                 WHERE company_id = current_company() AND account_manager_id = :from
                """)
                .param("to", to.map(UserId::value).orElse(null))
                .param("from", from.value())
                .update();
    }
}
