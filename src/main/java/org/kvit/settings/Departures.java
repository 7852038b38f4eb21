package org.kvit.settings;

import java.util.Optional;
import org.kvit.base.Actor;
import org.kvit.base.Refusal;
import org.kvit.base.UserId;
import org.kvit.company.People;
import org.kvit.customer.AccountManagers;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Somebody leaves the company: first their customers get another account manager, then their place is taken away.
@Service
public class Departures {
    private final People people;
    private final AccountManagers managers;

    Departures(People people, AccountManagers managers) {
        this.people = people;
        this.managers = managers;
    }

    /// Who is to look after the customers of the one who leaves.
    public sealed interface Successor {
        /// Nothing was said: fine for somebody who manages no customers.
        record Unsaid() implements Successor {}

        record Nobody() implements Successor {}

        record Colleague(UserId id) implements Successor {}
    }

    /// @throws Refusal for oneself, for the last administrator, and if they manage customers and nothing is said about
    /// these
    @Transactional
    public void leave(UserId person, Successor successor) {
        if (Actor.current().user().filter(person::equals).isPresent()) {
            throw Refusal.conflict("settings.person.self");
        }
        var leaver = people.find(person);
        long customers = managers.customers().getOrDefault(person, 0L);
        if (customers > 0) {
            managers.handOver(person, heir(leaver, customers, successor));
        }
        people.remove(person);
    }

    private Optional<UserId> heir(People.Person leaver, long customers, Successor successor) {
        return switch (successor) {
            case Successor.Unsaid _ -> throw Refusal.conflict("settings.person.manages", leaver.name(), customers);
            case Successor.Nobody _ -> Optional.empty();
            case Successor.Colleague colleague ->
                Optional.of(colleague.id())
                        .filter(id ->
                                !id.equals(leaver.id()) && people.all().stream().anyMatch(p -> p.id().equals(id)))
                        .or(() -> {
                            throw Refusal.invalid("successor", "company.person.gone");
                        });
        };
    }
}
