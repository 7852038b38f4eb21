package org.kvit.customer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.kvit.base.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The people and desks at customers. Each change locks its customer, so that two of them never mix.
@Service
public class Contacts {
    private final JdbcClient jdbc;

    Contacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// In the order in which they were made.
    /// @return empty also for a customer that isn't there
    @Transactional(readOnly = true)
    public List<Contact> of(CustomerId customer) {
        return of(List.of(customer)).getOrDefault(customer, List.of());
    }

    /// Those of several customers; one without contacts is not in the map.
    @Transactional(readOnly = true)
    public Map<CustomerId, List<Contact>> of(List<CustomerId> customers) {
        var all = new HashMap<CustomerId, List<Contact>>();
        jdbc.sql("""
                SELECT p.*
                  FROM contact p
                  JOIN customer c ON c.company_id = p.company_id AND c.id = p.customer_id
                 WHERE p.company_id = current_company() AND p.customer_id = ANY (:customers) AND %s
                 ORDER BY p.id
                """.formatted(CustomerRows.VISIBLE))
                .param("customers", customers.stream().map(CustomerId::value).toArray(Long[]::new))
                .query(row -> {
                    var customer = new CustomerId(row.getLong("customer_id"));
                    all.computeIfAbsent(customer, _ -> new ArrayList<>()).add(contact(row));
                });
        return all;
    }

    /// @throws Refusal naming each field that won't do; if there are too many; if there is no such customer
    @Transactional
    public void add(CustomerId customer, Contact contact) {
        lock(customer);
        var faults = new CardFaults();
        faults.contact("", contact);
        if (of(customer).size() >= CardFaults.MOST_CONTACTS) {
            faults.add("name", "customer.fault.contacts", CardFaults.MOST_CONTACTS);
        }
        faults.refuse();
        insert(customer, List.of(contact));
    }

    /// @throws Refusal naming each field that won't do; if there is no such contact of the customer
    @Transactional
    public void change(CustomerId customer, ContactId id, Contact contact) {
        lock(customer);
        requireAll(customer, List.of(id));
        var faults = new CardFaults();
        faults.contact("", contact);
        faults.refuse();
        update(customer, List.of(new Contact(Optional.of(id), contact.name(), contact.role(), contact.at())));
    }

    /// What was said to the contact stays in the correspondence.
    /// @throws Refusal if there is no such contact of the customer
    @Transactional
    public void remove(CustomerId customer, ContactId id) {
        lock(customer);
        requireAll(customer, List.of(id));
        jdbc.sql("DELETE FROM contact WHERE company_id = current_company() AND customer_id = :customer AND id = :id")
                .param("customer", customer.value())
                .param("id", id.value())
                .update();
    }

    /// Makes these the customer's contacts: those with an id are kept, those without are made, all others removed.
    /// They have been checked, and the customer is locked.
    /// @throws Refusal if an id is none of the customer's
    void replace(CustomerId customer, List<Contact> contacts) {
        var kept = contacts.stream().filter(c -> c.id().isPresent()).toList();
        var ids = kept.stream().flatMap(c -> c.id().stream()).toList();
        requireAll(customer, ids);
        jdbc.sql(
                        "DELETE FROM contact WHERE company_id = current_company() AND customer_id = :customer AND id <> ALL (:kept)")
                .param("customer", customer.value())
                .param("kept", ids.stream().map(ContactId::value).toArray(Long[]::new))
                .update();
        update(customer, kept);
        insert(customer, contacts.stream().filter(c -> c.id().isEmpty()).toList());
    }

    /// @throws Refusal if the company has no such customer, or the actor may not see it
    void lock(CustomerId customer) {
        var found = jdbc.sql("SELECT c.id FROM customer c WHERE c.company_id = current_company() AND c.id = :id AND "
                        + CustomerRows.VISIBLE + " FOR UPDATE OF c")
                .param("id", customer.value())
                .query(Long.class)
                .optional();
        if (found.isEmpty()) {
            throw Refusal.notFound("customer.notFound");
        }
    }

    private void requireAll(CustomerId customer, List<ContactId> ids) {
        long found = jdbc.sql(
                        "SELECT count(*) FROM contact WHERE company_id = current_company() AND customer_id = :customer AND id = ANY (:ids)")
                .param("customer", customer.value())
                .param("ids", ids.stream().map(ContactId::value).toArray(Long[]::new))
                .query(Long.class)
                .single();
        if (found != ids.size()) {
            throw Refusal.notFound("customer.contact.notFound");
        }
    }

    private void insert(CustomerId customer, List<Contact> contacts) {
        rows(jdbc.sql("""
                INSERT INTO contact (company_id, customer_id, name, role, email, phone, fax, receives_invoices, remind_by_email, remind_by_fax)
                SELECT current_company(), :customer, n.name, n.role, n.email, n.phone, n.fax, n.invoices, n.by_email, n.by_fax
                  FROM unnest(:ids::bigint[], :names::text[], :roles::text[], :emails::text[], :phones::text[], :faxes::text[],
                              :invoices::boolean[], :byEmail::boolean[], :byFax::boolean[]) WITH ORDINALITY
                       AS n (id, name, role, email, phone, fax, invoices, by_email, by_fax, position)
                 ORDER BY n.position
                """), customer, contacts);
    }

    private void update(CustomerId customer, List<Contact> contacts) {
        rows(jdbc.sql("""
                UPDATE contact p
                   SET name = n.name, role = n.role, email = n.email, phone = n.phone, fax = n.fax, receives_invoices = n.invoices,
                       remind_by_email = n.by_email, remind_by_fax = n.by_fax
                  FROM unnest(:ids::bigint[], :names::text[], :roles::text[], :emails::text[], :phones::text[], :faxes::text[],
                              :invoices::boolean[], :byEmail::boolean[], :byFax::boolean[])
                       AS n (id, name, role, email, phone, fax, invoices, by_email, by_fax)
                 WHERE p.company_id = current_company() AND p.customer_id = :customer AND p.id = n.id
                """), customer, contacts);
    }

    private static void rows(JdbcClient.StatementSpec statement, CustomerId customer, List<Contact> contacts) {
        if (contacts.isEmpty()) {
            return;
        }
        statement
                .param("customer", customer.value())
                .param(
                        "ids",
                        contacts.stream()
                                .map(c -> c.id().map(ContactId::value).orElse(null))
                                .toArray(Long[]::new))
                .param("names", texts(contacts, c -> Optional.of(c.name())))
                .param("roles", texts(contacts, Contact::role))
                .param("emails", texts(contacts, c -> c.at().email()))
                .param("phones", texts(contacts, c -> c.at().phone()))
                .param("faxes", texts(contacts, c -> c.at().fax()))
                .param("invoices", flags(contacts, c -> c.at().receivesInvoices()))
                .param("byEmail", flags(contacts, c -> c.at().remindByEmail()))
                .param("byFax", flags(contacts, c -> c.at().remindByFax()))
                .update();
    }

    private static String[] texts(List<Contact> contacts, Function<Contact, Optional<String>> text) {
        return contacts.stream().map(c -> text.apply(c).orElse(null)).toArray(String[]::new);
    }

    private static Boolean[] flags(List<Contact> contacts, Predicate<Contact> flag) {
        return contacts.stream().map(flag::test).toArray(Boolean[]::new);
    }

    private static Contact contact(ResultSet row) throws SQLException {
        return new Contact(
                Optional.of(new ContactId(row.getLong("id"))),
                row.getString("name"),
                CustomerRows.text(row, "role"),
                CustomerRows.point(row));
    }
}
