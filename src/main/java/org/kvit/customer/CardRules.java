package org.kvit.customer;

import java.util.List;
import java.util.Optional;
import org.kvit.base.Actor;
import org.kvit.base.UserId;
import org.kvit.company.Companies;
import org.kvit.company.People;
import org.kvit.company.People.Person;
import org.springframework.stereotype.Component;

/// What a client card must be before it is kept.
@Component
class CardRules {
    private final People people;
    private final Companies companies;
    private final ReminderPolicies policies;

    CardRules(People people, Companies companies, ReminderPolicies policies) {
        this.people = people;
        this.companies = companies;
        this.policies = policies;
    }

    /// @param before the card as it was; empty for a new one
    /// @return the card to be kept: what somebody saves who sees their own customers only, is theirs
    /// @throws org.kvit.base.Refusal naming each field that won't do
    ClientCard check(ClientCard card, List<Contact> contacts, Optional<ClientCard> before) {
        var managers = managers();
        boolean mustBeOwn = managers.size() == 1 && managers.getFirst().ownCustomersOnly();
        var kept = mustBeOwn && card.accountManager().isEmpty()
                ? card.withAccountManager(Optional.of(managers.getFirst().id()))
                : card;
        var faults = new CardFaults();
        faults.card(kept);
        faults.contacts(contacts);
        kept.accountManager()
                .filter(id -> managers.stream().noneMatch(p -> p.id().equals(id)))
                .ifPresent(_ -> faults.add(
                        "accountManagerId", mustBeOwn ? "customer.fault.managerOwn" : "customer.fault.manager"));
        kept.reminderPolicy()
                .filter(id -> !policies.offered().has(id))
                .ifPresent(_ -> faults.add("reminderPolicy", "customer.fault.reminderPolicy"));
        offUntil(kept.remindersOff(), before.flatMap(ClientCard::remindersOff), faults);
        faults.refuse();
        return kept;
    }

    ReminderPolicies.Offered policies() {
        return policies.offered();
    }

    /// Who may stand on a card as its account manager: anybody of the company; but only the actor, if they see their
    /// own
    /// customers only, since they would lose sight of the customer otherwise.
    List<Person> managers() {
        var all = people.all();
        return all.stream()
                .filter(p -> p.ownCustomersOnly() && isActor(p.id()))
                .findFirst()
                .map(List::of)
                .orElse(all);
    }

    /// A day that has passed would leave reminders on. It may stay on a card that has it already.
    private void offUntil(Optional<RemindersOff> off, Optional<RemindersOff> before, CardFaults faults) {
        var today = companies.today();
        off.filter(o -> !o.on(today) && !before.flatMap(RemindersOff::until).equals(o.until()))
                .ifPresent(_ -> faults.add("remindersOff.until", "customer.fault.past"));
    }

    private static boolean isActor(UserId user) {
        return Actor.current().user().equals(Optional.of(user));
    }
}
