package org.kvit.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.kvit.base.Refusal;
import org.kvit.base.Refusal.Fault;
import org.kvit.base.Words;
import org.kvit.company.People;
import org.kvit.customer.Contacts;
import org.kvit.customer.Customer;
import org.kvit.customer.CustomerId;
import org.kvit.customer.Customers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What an order refers to: its customer, the contact there, our account manager, the trip, its own lines.
@Component
class OrderReferences {
    private final JdbcClient jdbc;
    private final Customers customers;
    private final Contacts contacts;
    private final People people;

    OrderReferences(JdbcClient jdbc, Customers customers, Contacts contacts, People people) {
        this.jdbc = jdbc;
        this.customers = customers;
        this.contacts = contacts;
        this.people = people;
    }

    /// @throws Refusal if nobody is named, or no customer that the actor may see
    Customer customer(OrderEntry entry) {
        if (entry.customer().isEmpty() && entry.customerExternalId().isEmpty()) {
            throw Refusal.invalid("customerId", "order.customer.missing");
        }
        return jdbc.sql("""
                SELECT c.id FROM customer c
                 WHERE c.company_id = current_company()
                   AND (:id = 0 OR c.id = :id) AND (:external = '' OR c.external_id = :external) AND %s
                """.formatted(OrderRows.VISIBLE))
                .param("id", entry.customer().map(CustomerId::value).orElse(0L))
                .param("external", entry.customerExternalId().orElse(""))
                .query(Long.class)
                .optional()
                .map(id -> customers.find(new CustomerId(id)))
                .orElseThrow(() -> Refusal.invalid(
                        entry.customer().isPresent() ? "customerId" : "customerExternalId", "order.customer.notFound"));
    }

    /// What doesn't exist, or is another's. What an order has had before may stay, even if it is gone
    /// meanwhile.
    List<Fault> faults(SettledOrder order, Optional<CustomerOrder> before) {
        var faults = new ArrayList<Fault>();
        order.contact()
                .filter(id -> contacts.of(order.customer()).stream().noneMatch(c -> c.id().equals(Optional.of(id))))
                .ifPresent(_ -> faults.add(new Fault("contactId", Words.of("order.contact.notFound"))));
        order.accountManager()
                .filter(id -> before.flatMap(CustomerOrder::accountManager)
                        .filter(m -> m.id().equals(id))
                        .isEmpty())
                .filter(id -> people.all().stream().noneMatch(p -> p.id().equals(id)))
                .ifPresent(_ -> faults.add(new Fault("accountManagerId", Words.of("order.accountManager.notFound"))));
        var had = before.map(CustomerOrder::cargo).orElse(List.of());
        faults.addAll(ids(
                order.cargo().stream().map(Cargo::id).toList(),
                had.stream().map(Cargo::id).toList(),
                "cargo"));
        var charged = before.map(CustomerOrder::prices).orElse(List.of());
        faults.addAll(ids(
                order.prices().stream().map(Price::id).toList(),
                charged.stream().map(Price::id).toList(),
                "prices"));
        return faults;
    }

    /// Lines whose id is none of the order's, or named twice.
    private static <T> List<Fault> ids(List<Optional<T>> named, List<Optional<T>> own, String field) {
        return IntStream.range(0, named.size())
                .filter(i ->
                        named.get(i).isPresent() && (!own.contains(named.get(i)) || named.indexOf(named.get(i)) < i))
                .mapToObj(i -> new Fault(field + "[" + i + "].id", Words.of("order.line.notFound")))
                .toList();
    }
}
