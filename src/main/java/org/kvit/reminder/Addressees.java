package org.kvit.reminder;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kvit.customer.CustomerId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who the letters go to.
@Component
class Addressees {
    private static final String SELECT = """
            SELECT k.id, k.name, k.registration_number, k.street, k.city, k.postal_code, k.country, k.language,
                   k.reminders_off, k.reminders_off_reason, k.reminders_off_until,
                   ARRAY[CASE WHEN k.remind_by_email THEN k.email END]
                     || (SELECT array_agg(c.email ORDER BY c.id)
                           FROM contact c
                          WHERE c.company_id = k.company_id AND c.customer_id = k.id AND c.remind_by_email) AS emails,
                   (SELECT array_agg(x.address) FROM invalid_address x WHERE x.company_id = k.company_id AND x.customer_id = k.id) AS returned
              FROM customer k
             WHERE k.company_id = current_company()
            """;

    private final JdbcClient jdbc;

    Addressees(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// All customers that owe something due by a date.
    Map<CustomerId, Addressee> owing(OpenItems.Span span) {
        return found(jdbc.sql(SELECT + """
                 AND EXISTS (SELECT FROM invoice i
                              WHERE i.company_id = k.company_id AND i.customer_id = k.id AND i.approved AND i.open_amount > 0
                                AND i.due_date <= :dueBy)
                """).param("dueBy", span.dueBy()));
    }

    Map<CustomerId, Addressee> of(List<CustomerId> customers) {
        return found(jdbc.sql(SELECT + " AND k.id = ANY (:customers)")
                .param("customers", customers.stream().map(CustomerId::value).toArray(Long[]::new)));
    }

    private static Map<CustomerId, Addressee> found(JdbcClient.StatementSpec statement) {
        var all = new HashMap<CustomerId, Addressee>();
        statement.query(row -> {
            var addressee = addressee(row);
            all.put(addressee.customer(), addressee);
        });
        return all;
    }

    private static Addressee addressee(ResultSet row) throws SQLException {
        var returned = returned(row);
        var all = once((String[]) row.getArray("emails").getArray());
        return new Addressee(
                new CustomerId(row.getLong("id")),
                row.getString("name"),
                text(row, "registration_number"),
                text(row, "street"),
                text(row, "city"),
                text(row, "postal_code"),
                row.getString("country"),
                row.getString("language"),
                all.stream().filter(e -> !returned.contains(lower(e))).toList(),
                all.stream().filter(e -> returned.contains(lower(e))).toList(),
                OpenItems.hold(row));
    }

    private static Set<String> returned(ResultSet row) throws SQLException {
        @Nullable Array returned = row.getArray("returned");
        return returned == null ? Set.of() : Set.of((String[]) returned.getArray());
    }

    private static String lower(String email) {
        return email.toLowerCase(Locale.ROOT);
    }

    /// Each address once, whatever its capitals: nobody gets the same letter twice.
    private static List<String> once(String[] emails) {
        var distinct = new LinkedHashMap<String, String>();
        Stream.of(emails)
                .flatMap(email -> Optional.ofNullable(email).stream())
                .map(String::strip)
                .filter(email -> !email.isEmpty())
                .forEach(email -> distinct.putIfAbsent(email.toLowerCase(Locale.ROOT), email));
        return List.copyOf(distinct.values());
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).filter(text -> !text.isBlank());
    }
}
