package org.kvit.customer;

import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.kvit.api.Cursor;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The customers of the bound company, as far as the actor sees them.
@Service
public class Customers {
    private static final int BATCH = 1000;

    private final JdbcClient jdbc;
    private final CardRules rules;
    private final Contacts contacts;
    private final Companies companies;

    Customers(JdbcClient jdbc, CardRules rules, Contacts contacts, Companies companies) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.contacts = contacts;
        this.companies = companies;
    }

    /// One page of the list. @param next where the next one goes on; empty on the last
    public record Listed(List<Customer> customers, Optional<Cursor> next) {}

    /// What a search finds. @param country ISO 3166-1 alpha-2
    public record Found(CustomerId id, String name, Optional<String> registrationNumber, String country) {}

    /// @throws Refusal if the company has no such customer, or the actor may not see it
    @Transactional(readOnly = true)
    public Customer find(CustomerId id) {
        return jdbc.sql(CustomerRows.SELECT.formatted("''") + " AND c.id = :id")
                .param("id", id.value())
                .param("today", companies.today())
                .query((row, n) -> CustomerRows.customer(row))
                .optional()
                .orElseThrow(() -> Refusal.notFound("customer.notFound"));
    }

    /// Several by one statement; those that the actor may not see, or that aren't there, are left out.
    @Transactional(readOnly = true)
    public List<Customer> find(Collection<CustomerId> ids) {
        return jdbc.sql(CustomerRows.SELECT.formatted("''") + " AND c.id = ANY (:ids)")
                .param("ids", ids.stream().map(CustomerId::value).toArray(Long[]::new))
                .param("today", companies.today())
                .query((row, n) -> CustomerRows.customer(row))
                .list();
    }

    /// @param after as the page before gave it, for the same order
    /// @param limit 1 to 1000
    @Transactional(readOnly = true)
    public Listed list(CustomerFilter filter, CustomerOrder order, Optional<Cursor> after, int limit) {
        var customers = new ArrayList<Customer>();
        var keys = new ArrayList<String>();
        new CustomerQuery(companies.today(), filter)
                .page(jdbc, order, after, limit + 1)
                .query(row -> {
                    customers.add(CustomerRows.customer(row));
                    keys.add(row.getString("sort_key"));
                });
        if (customers.size() <= limit) {
            return new Listed(customers, Optional.empty());
        }
        var last = Long.toString(customers.get(limit - 1).id().value());
        return new Listed(customers.subList(0, limit), Optional.of(Cursor.of(List.of(keys.get(limit - 1), last))));
    }

    /// The whole list, one by one, for a file: it is never held in memory.
    @Transactional(readOnly = true)
    public void each(CustomerFilter filter, CustomerOrder order, Consumer<Customer> take) {
        new CustomerQuery(companies.today(), filter)
                .all(jdbc, order)
                .withFetchSize(BATCH)
                .query((ResultSet row) -> {
                    take.accept(CustomerRows.customer(row));
                });
    }

    @Transactional(readOnly = true)
    public long count(CustomerFilter filter) {
        return new CustomerQuery(companies.today(), filter)
                .count(jdbc)
                .query(Long.class)
                .single();
    }

    /// For the search of the frame: the numbers that are equal first, then the names that begin so, then the rest.
    /// @param query part of the name, a number or the e-mail address; nothing finds nothing
    @Transactional(readOnly = true)
    public List<Found> search(String query, int limit) {
        var filter = new CustomerFilter(query, Optional.empty());
        if (filter.search().isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                SELECT c.id, c.name, c.registration_number, c.country
                  FROM customer c
                 WHERE c.company_id = current_company() AND %s
                   AND c.search LIKE searchable(:pattern)
                 ORDER BY coalesce(:search IN (c.registration_number, c.external_id), false) DESC,
                          starts_with(c.search, searchable(:search)) DESC,
                          c.name COLLATE "und-x-icu", c.id
                 LIMIT :limit
                """.formatted(CustomerRows.VISIBLE))
                .param("pattern", filter.pattern())
                .param("search", filter.search())
                .param("limit", limit)
                .query((row, n) -> new Found(
                        new CustomerId(row.getLong("id")),
                        row.getString("name"),
                        CustomerRows.text(row, "registration_number"),
                        row.getString("country")))
                .list();
    }

    /// @throws Refusal naming each field that won't do, such as an external id that another customer has
    @Transactional
    public CustomerId create(ClientCard card, List<Contact> people) {
        var kept = rules.check(card, people, Optional.empty());
        var id = new CustomerId(write(
                kept,
                jdbc.sql("INSERT INTO customer (company_id, %s) VALUES (current_company(), %s) RETURNING id"
                                .formatted(CustomerRows.COLUMNS, CustomerRows.VALUES))
                        .params(CustomerRows.parameters(kept))));
        contacts.replace(id, people);
        return id;
    }

    /// Changes the card and leaves the contacts alone.
    /// @throws Refusal as [#create], and if there is no such customer
    @Transactional
    public void save(CustomerId id, ClientCard card) {
        contacts.lock(id);
        change(id, card, List.of());
    }

    /// Changes the card, and makes these its contacts: those with an id are kept, those without are made, others go.
    /// @throws Refusal as [#create], and if there is no such customer, or a contact is none of its own
    @Transactional
    public void save(CustomerId id, ClientCard card, List<Contact> people) {
        contacts.lock(id);
        change(id, card, people);
        contacts.replace(id, people);
    }

    /// Reminders go to the main address from now on, by e-mail to this one.
    /// @throws Refusal as [#create], and if there is no such customer
    @Transactional
    public void remindAt(CustomerId id, String email) {
        contacts.lock(id);
        var card = find(id).card();
        change(id, card.withMain(card.main().remindedAt(email)), List.of());
    }

    private void change(CustomerId id, ClientCard card, List<Contact> people) {
        var kept = rules.check(card, people, Optional.of(find(id).card()));
        write(
                kept,
                jdbc.sql(
                                "UPDATE customer SET (%s) = ROW (%s) WHERE company_id = current_company() AND id = :id RETURNING id"
                                        .formatted(CustomerRows.COLUMNS, CustomerRows.VALUES))
                        .params(CustomerRows.parameters(kept))
                        .param("id", id.value()));
    }

    private static long write(ClientCard card, JdbcClient.StatementSpec statement) {
        try {
            return statement.query(Long.class).single();
        } catch (DuplicateKeyException e) {
            throw Refusal.invalid(
                    "externalId", "customer.fault.externalId", card.externalId().orElse(""));
        }
    }
}
