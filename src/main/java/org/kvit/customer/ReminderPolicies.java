package org.kvit.customer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The reminder policies that a customer may have. The reminders keep them; here one is chosen.
public interface ReminderPolicies {
    Offered offered();

    /// @param id of the policy, in the company
    record Choice(long id, String name) {}

    /// @param standard name of what customers without a policy of their own go by
    /// @param others by name
    record Offered(String standard, List<Choice> others) {
        boolean has(long id) {
            return others.stream().anyMatch(p -> p.id() == id);
        }

        Optional<Long> named(String name) {
            return others.stream()
                    .filter(p -> p.name().equalsIgnoreCase(name))
                    .map(Choice::id)
                    .findFirst();
        }

        Map<Long, String> names() {
            return others.stream().collect(Collectors.toMap(Choice::id, Choice::name));
        }
    }
}
