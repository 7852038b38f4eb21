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
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kvit.customer.CustomerId;
import org.kvit.mail.FaxGateway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who the letters go to.
@Component
class Addressees {
    private static final String SELECT = """
            SELECT k.id, k.name, k.registration_number, k.street, k.city, k.postal_code, k.country, k.language,
                   k.reminders_off, k.reminders_off_reason, k.reminders_off_until,
                   k.reminder_policy_id,
                   ARRAY[CASE WHEN k.remind_by_email THEN k.email END] || c.emails AS emails,
                   ARRAY[CASE WHEN k.remind_by_fax THEN k.fax END] || c.faxes AS faxes,
                   (SELECT array_agg(x.address) FROM invalid_address x WHERE x.company_id = k.company_id AND x.customer_id = k.id) AS returned
              FROM customer k
             CROSS JOIN LATERAL (
                   SELECT array_agg(c.email ORDER BY c.id) FILTER (WHERE c.remind_by_email) AS emails,
                          array_agg(c.fax ORDER BY c.id) FILTER (WHERE c.remind_by_fax) AS faxes
                     FROM contact c
                    WHERE c.company_id = k.company_id AND c.customer_id = k.id) c
             WHERE k.company_id = current_company()
            """;

    private static final String OWING = """
             AND EXISTS (SELECT FROM invoice i
                          WHERE i.company_id = k.company_id AND i.customer_id = k.id AND i.approved AND i.open_amount > 0
                            AND i.due_date <= :dueBy)
            """;

    private final JdbcClient jdbc;

    Addressees(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// All customers that owe something due by a date.
    Map<CustomerId, Addressee> owing(OpenItems.Span span) {
        return found(jdbc.sql(SELECT + OWING).param("dueBy", span.dueBy()));
    }

    /// Of these, those that go by a policy of their own.
    Map<CustomerId, Addressee> owing(OpenItems.Span span, PolicyId policy) {
        return found(jdbc.sql(SELECT + OWING + " AND k.reminder_policy_id = :policy")
                .param("dueBy", span.dueBy())
                .param("policy", policy.value()));
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
        var all = once(row, "emails", Addressees::lower);
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
                dialled(once(row, "faxes", UnaryOperator.identity()), row.getString("country")),
                all.stream().filter(e -> returned.contains(lower(e))).toList(),
                OpenItems.hold(row),
                Optional.ofNullable(row.getObject("reminder_policy_id", Long.class))
                        .map(PolicyId::new));
    }

    /// Those that a fax can be sent to, each once. A number without the country's is taken for one of the customer's.
    private static List<String> dialled(List<String> typed, String country) {
        return typed.stream()
                .flatMap(number -> FaxGateway.dialled(number, country).stream())
                .distinct()
                .toList();
    }

    private static Set<String> returned(ResultSet row) throws SQLException {
        @Nullable Array returned = row.getArray("returned");
        return returned == null ? Set.of() : Set.of((String[]) returned.getArray());
    }

    private static String lower(String email) {
        return email.toLowerCase(Locale.ROOT);
    }

    /// Each address once, however it is written: nobody gets the same letter twice.
    private static List<String> once(ResultSet row, String column, UnaryOperator<String> same) throws SQLException {
        var distinct = new LinkedHashMap<String, String>();
        Stream.of((@Nullable String[]) row.getArray(column).getArray())
                .flatMap(address -> Optional.ofNullable(address).stream())
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .forEach(address -> distinct.putIfAbsent(same.apply(address), address));
        return List.copyOf(distinct.values());
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).filter(text -> !text.isBlank());
    }
}
