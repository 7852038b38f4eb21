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
    private final ReminderPolicies policies;

    CustomersApi(
            Customers customers, Contacts contacts, Companies companies, People people, ReminderPolicies policies) {
        this.customers = customers;
        this.contacts = contacts;
        this.companies = companies;
        this.people = people;
        this.policies = policies;
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
        var named = policies.offered().names();
        return new Listing<>(
                listed.customers().stream()
                        .map(c -> CustomerBody.of(c, all.getOrDefault(c.id(), List.of()), named))
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
                input.card(blank, manager(input), policy(input)), input.people().orElse(List.of())));
    }

    @PutMapping("/{id}")
    @Needs(Right.CUSTOMERS)
    CustomerBody save(@PathVariable long id, @RequestBody CustomerInput input) {
        var customer = new CustomerId(id);
        var card = input.card(customers.find(customer).card(), manager(input), policy(input));
        input.people()
                .ifPresentOrElse(
                        contacts -> customers.save(customer, card, contacts), () -> customers.save(customer, card));
        return body(customer);
    }

    private CustomerBody body(CustomerId id) {
        return CustomerBody.of(
                customers.find(id), contacts.of(id), policies.offered().names());
    }

    /// The policy of that name; none for the default.
    private Optional<Long> policy(CustomerInput input) {
        var offered = policies.offered();
        return Entered.text(input.reminderPolicy())
                .filter(name -> !name.equalsIgnoreCase(offered.standard()))
                .map(name -> offered.named(name)
                        .orElseThrow(() -> Refusal.invalid("reminderPolicy", "customer.fault.reminderPolicy")));
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
