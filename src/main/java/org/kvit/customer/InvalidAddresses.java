package org.kvit.customer;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kvit.base.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// E-mail addresses of customers that mail came back from for good. No reminder goes there until a person says that the
/// address is good after all, or enters another.
@Service
public class InvalidAddresses {
    private final JdbcClient jdbc;

    InvalidAddresses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param address in lower case
    /// @param words of the mail server that sent it back
    public record Invalid(String address, String words, Instant since) {}

    /// Flags it, if it is an address of the customer's card or contacts. @return whether it is
    @Transactional
    public boolean flag(CustomerId customer, String address, String words) {
        return jdbc.sql("""
                INSERT INTO invalid_address (company_id, customer_id, address, words)
                SELECT current_company(), :customer, :address, :words
                 WHERE EXISTS (SELECT FROM customer c WHERE c.company_id = current_company() AND c.id = :customer AND lower(btrim(c.email)) = :address)
                    OR EXISTS (SELECT FROM contact p WHERE p.company_id = current_company() AND p.customer_id = :customer
                                                       AND lower(btrim(p.email)) = :address)
                    ON CONFLICT (company_id, customer_id, address) DO UPDATE SET words = EXCLUDED.words, since = now()
                """)
                        .param("customer", customer.value())
                        .param("address", address.toLowerCase(Locale.ROOT).strip())
                        .param("words", words)
                        .update()
                > 0;
    }

    /// By address. @return empty also for a customer that the actor may not see
    @Transactional(readOnly = true)
    public Map<String, Invalid> of(CustomerId customer) {
        List<Invalid> all = jdbc.sql("""
                SELECT i.address, i.words, i.since
                  FROM invalid_address i
                  JOIN customer c ON c.company_id = i.company_id AND c.id = i.customer_id
                 WHERE i.company_id = current_company() AND i.customer_id = :customer AND %s
                """.formatted(CustomerRows.VISIBLE))
                .param("customer", customer.value())
                .query((row, n) -> new Invalid(
                        row.getString("address"),
                        row.getString("words"),
                        row.getTimestamp("since").toInstant()))
                .list();
        return all.stream().collect(Collectors.toMap(Invalid::address, Function.identity()));
    }

    /// A person says that it is good after all.
    /// @throws Refusal if it isn't flagged, or the actor may not see the customer
    @Transactional
    public void clear(CustomerId customer, String address) {
        int cleared = jdbc.sql("""
                DELETE FROM invalid_address i
                 USING customer c
                 WHERE i.company_id = current_company() AND i.customer_id = :customer AND i.address = :address
                   AND c.company_id = i.company_id AND c.id = i.customer_id AND %s
                """.formatted(CustomerRows.VISIBLE))
                .param("customer", customer.value())
                .param("address", address.toLowerCase(Locale.ROOT).strip())
                .update();
        if (cleared == 0) {
            throw Refusal.notFound("customer.address.notInvalid");
        }
    }
}
