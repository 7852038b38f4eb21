package org.kvit.customer;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kvit.api.Cursor;
import org.kvit.api.Listing;
import org.kvit.base.Refusal;
import org.kvit.base.UserId;
import org.kvit.company.Companies;
import org.kvit.company.Needs;
import org.kvit.company.People;
import org.kvit.company.Right;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/customers`: client cards with their contacts.
@RestController
@RequestMapping("/api/v1/customers")
class CustomersApi {
    private final Customers customers;
    private final Contacts contacts;
    private final Companies companies;
    private final People people;

    CustomersApi(Customers customers, Contacts contacts, Companies companies, People people) {
        this.customers = customers;
        this.contacts = contacts;
        this.companies = companies;
        this.people = people;
    }

    /// By name.
    @GetMapping
    Listing<CustomerBody> list(
            @RequestParam(defaultValue = "") String query,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String after) {
        var listed = customers.list(
                new CustomerFilter(query, Optional.empty()),
                CustomerOrder.USUAL,
                Cursor.parse(after, 2),
                Cursor.limit(limit));
        var all = contacts.of(listed.customers().stream().map(Customer::id).toList());
        return new Listing<>(
                listed.customers().stream()
                        .map(c -> CustomerBody.of(c, all.getOrDefault(c.id(), List.of())))
                        .toList(),
                listed.next().map(Cursor::opaque).orElse(null));
    }

    @GetMapping("/{id}")
    CustomerBody find(@PathVariable long id) {
        return body(new CustomerId(id));
    }

    @PostMapping
    @Needs(Right.CUSTOMERS)
    @ResponseStatus(HttpStatus.CREATED)
    CustomerBody create(@RequestBody CustomerInput input) {
        var own = companies.own();
        var blank = ClientCard.blank(own, Entered.code(input.country()).orElse(own.country()));
        return body(customers.create(
                input.card(blank, manager(input)), input.people().orElse(List.of())));
    }

    @PutMapping("/{id}")
    @Needs(Right.CUSTOMERS)
    CustomerBody save(@PathVariable long id, @RequestBody CustomerInput input) {
        var customer = new CustomerId(id);
        var card = input.card(customers.find(customer).card(), manager(input));
        input.people()
                .ifPresentOrElse(
                        contacts -> customers.save(customer, card, contacts), () -> customers.save(customer, card));
        return body(customer);
    }

    private CustomerBody body(CustomerId id) {
        return CustomerBody.of(customers.find(id), contacts.of(id));
    }

    /// The person named by id or e-mail address; by both, only if both are theirs.
    private Optional<UserId> manager(CustomerInput input) {
        var named = Optional.ofNullable(input.accountManagerId()).map(UserId::new);
        var address = Entered.text(input.accountManagerEmail());
        if (address.isEmpty()) {
            return named;
        }
        var addressed = people.all().stream()
                .filter(p -> p.email().equalsIgnoreCase(address.get()))
                .map(People.Person::id)
                .findFirst();
        if (addressed.isEmpty() || (named.isPresent() && !named.equals(addressed))) {
            throw Refusal.invalid("accountManagerEmail", "customer.fault.manager");
        }
        return addressed;
    }
}
