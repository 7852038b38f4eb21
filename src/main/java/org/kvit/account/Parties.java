package org.kvit.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kvit.base.Refusal;
import org.kvit.company.OwnCustomers;
import org.kvit.customer.CustomerId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Who the letters go to: those customers only that the actor may see.
@Service
public class Parties {
    private final JdbcClient jdbc;

    Parties(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @throws Refusal if the bound company has no such customer, or the actor may not see it
    @Transactional(readOnly = true)
    public Party find(CustomerId customer) {
        return Optional.ofNullable(of(List.of(customer)).get(customer))
                .orElseThrow(() -> Refusal.notFound("receivable.customer.notFound"));
    }

    /// By name.
    @Transactional(readOnly = true)
    public Map<CustomerId, Party> of(Collection<CustomerId> customers) {
        var all = new LinkedHashMap<CustomerId, Party>();
        jdbc.sql("""
                SELECT k.id, k.name, k.registration_number, k.vat_number, k.street, k.city, k.postal_code, k.country, k.language,
                       ARRAY[CASE WHEN k.remind_by_email THEN k.email END] || c.reminded AS reminded,
                       ARRAY[CASE WHEN k.receives_invoices THEN k.email END] || c.invoiced AS invoiced,
                       coalesce(btrim(k.email), '') <> '' OR c.any_email AS any_email
                  FROM customer k
                 CROSS JOIN LATERAL (
                       SELECT array_agg(c.email ORDER BY c.id) FILTER (WHERE c.remind_by_email) AS reminded,
                              array_agg(c.email ORDER BY c.id) FILTER (WHERE c.receives_invoices) AS invoiced,
                              coalesce(bool_or(coalesce(btrim(c.email), '') <> ''), false) AS any_email
                         FROM contact c
                        WHERE c.company_id = k.company_id AND c.customer_id = k.id) c
                 WHERE k.company_id = current_company() AND k.id = ANY (:customers) AND %s
                 ORDER BY k.name COLLATE "und-x-icu", k.id
                """.formatted(OwnCustomers.seen("k")))
                .param("customers", customers.stream().map(CustomerId::value).toArray(Long[]::new))
                .query(row -> {
                    var party = party(row);
                    all.put(party.customer(), party);
                });
        return all;
    }

    private static Party party(ResultSet row) throws SQLException {
        var reminded = once(row, "reminded");
        return new Party(
                new CustomerId(row.getLong("id")),
                row.getString("name"),
                text(row, "registration_number"),
                text(row, "vat_number"),
                text(row, "street"),
                text(row, "city"),
                text(row, "postal_code"),
                row.getString("country"),
                row.getString("language"),
                reminded.isEmpty() ? once(row, "invoiced") : reminded,
                row.getBoolean("any_email"));
    }

    /// Each address once, whatever its capitals.
    private static List<String> once(ResultSet row, String column) throws SQLException {
        var distinct = new LinkedHashMap<String, String>();
        Stream.of((String[]) row.getArray(column).getArray())
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
