package org.kvit.inbox;

import java.util.List;
import java.util.Optional;
import org.kvit.customer.ContactId;
import org.kvit.customer.CustomerId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who an address belongs to, among the customers and their contacts.
@Component
class Writers {
    private final JdbcClient jdbc;

    Writers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param contact empty: the customer's main address, or somebody else there
    record Writer(CustomerId customer, Optional<ContactId> contact) {}

    /// The only customer that has the address. Empty: none, or several.
    Optional<Writer> only(String address) {
        List<CustomerId> all = address.isEmpty()
                ? List.of()
                : jdbc.sql("""
                        SELECT id FROM customer WHERE company_id = current_company() AND lower(btrim(email)) = :address
                         UNION
                        SELECT customer_id FROM contact WHERE company_id = current_company() AND lower(btrim(email)) = :address
                         LIMIT 2
                        """)
                        .param("address", address)
                        .query((row, n) -> new CustomerId(row.getLong(1)))
                        .list();
        return all.size() == 1
                ? Optional.of(new Writer(all.getFirst(), contact(all.getFirst(), address)))
                : Optional.empty();
    }

    /// The first of the customer's contacts that has the address.
    Optional<ContactId> contact(CustomerId customer, String address) {
        return jdbc.sql("""
                SELECT id FROM contact
                 WHERE company_id = current_company() AND customer_id = :customer AND lower(btrim(email)) = :address
                 ORDER BY id
                 LIMIT 1
                """)
                .param("customer", customer.value())
                .param("address", address)
                .query((row, n) -> new ContactId(row.getLong(1)))
                .optional();
    }
}
