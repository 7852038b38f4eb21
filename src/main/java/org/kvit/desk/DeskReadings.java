package org.kvit.desk;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kvit.customer.CustomerId;
import org.kvit.customer.Reach;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What the desk reads beside the lists of the capabilities: how to reach a customer, and how each invoice was
/// reminded. Called within a transaction.
@Component
class DeskReadings {
    private static final int MOST_CONTACTS = 200;

    private final JdbcClient jdbc;

    DeskReadings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    DebtorPane.Card card(CustomerId customer, LocalDate asOf) {
        return jdbc.sql("""
                SELECT c.name, c.email, c.phone, %s AS reach
                  FROM customer c
                 WHERE c.company_id = current_company() AND c.id = :customer
                """.formatted(Reach.on(":asOf")))
                .param("customer", customer.value())
                .param("asOf", asOf)
                .query((row, n) -> new DebtorPane.Card(
                        row.getString("name"),
                        text(row, "email"),
                        text(row, "phone"),
                        Reach.valueOf(row.getString("reach")),
                        contacts(customer)))
                .single();
    }

    List<DebtorPane.Contact> contacts(CustomerId customer) {
        return jdbc.sql("""
                SELECT id, name, role, email, phone FROM contact
                 WHERE company_id = current_company() AND customer_id = :customer
                 ORDER BY lower(name), id
                 LIMIT :most
                """)
                .param("customer", customer.value())
                .param("most", MOST_CONTACTS)
                .query((row, n) -> new DebtorPane.Contact(
                        row.getLong("id"),
                        row.getString("name"),
                        text(row, "role"),
                        text(row, "email"),
                        text(row, "phone")))
                .list();
    }

    /// By invoice, up to a date; invoices that were never reminded are not in it.
    Map<Long, DebtorPane.Reminded> reminded(CustomerId customer, LocalDate asOf) {
        var all = new HashMap<Long, DebtorPane.Reminded>();
        jdbc.sql("""
                SELECT d.invoice_id, array_agg(d.level ORDER BY d.reminded_on) AS levels,
                       array_agg(d.reminded_on ORDER BY d.reminded_on) AS dates
                  FROM reminded d
                  JOIN invoice i ON i.company_id = d.company_id AND i.id = d.invoice_id
                 WHERE d.company_id = current_company() AND i.customer_id = :customer AND d.reminded_on <= :asOf
                 GROUP BY d.invoice_id
                """).param("customer", customer.value()).param("asOf", asOf).query(row -> {
            all.put(row.getLong("invoice_id"), reminded(row));
        });
        return all;
    }

    /// Where letters stand, and how their e-mails fare, by the letter's number.
    Map<Long, DebtorPane.Letter> letters(List<Long> ids) {
        var all = new HashMap<Long, DebtorPane.Letter>();
        jdbc.sql("""
                SELECT l.id, l.run_id, letter_state(l.id, l.state, l.mail_id) AS state
                  FROM reminder_letter l
                 WHERE l.company_id = current_company() AND l.id = ANY (:ids)
                """).param("ids", ids.toArray(Long[]::new)).query(row -> {
            all.put(
                    row.getLong("id"),
                    new DebtorPane.Letter(row.getLong("id"), row.getLong("run_id"), text(row, "state")));
        });
        return all;
    }

    private static DebtorPane.Reminded reminded(ResultSet row) throws SQLException {
        var levels = (Integer[]) row.getArray("levels").getArray();
        var dates = (Date[]) row.getArray("dates").getArray();
        var log = new ArrayList<DebtorPane.Reminded.Once>();
        for (int i = 0; i < levels.length; i++) {
            log.add(new DebtorPane.Reminded.Once(levels[i], dates[i].toLocalDate()));
        }
        return new DebtorPane.Reminded(
                log.getLast().level(), log.size(), log.getLast().on(), log);
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).filter(text -> !text.isBlank());
    }
}
