package org.kvit.reminder;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// All policies of a company: a customer's reminders go by its own, or by the default.
///
/// @param byId the default too, if it is kept
public record PolicySet(ReminderPolicy standard, Map<PolicyId, ReminderPolicy> byId) {
    public PolicySet {
        byId = Map.copyOf(byId);
    }

    public ReminderPolicy of(Addressee to) {
        return of(to.policy());
    }

    ReminderPolicy of(Optional<PolicyId> own) {
        return own.map(id -> byId.getOrDefault(id, standard)).orElse(standard);
    }

    /// The first day on which any level of any policy applies: days overdue, negative before the due date.
    public int firstDay() {
        return Stream.concat(Stream.of(standard), byId.values().stream())
                .mapToInt(ReminderPolicy::firstDay)
                .min()
                .orElse(1);
    }

    /// Whether a level of any policy names late interest.
    boolean asksForInterest() {
        return Stream.concat(Stream.of(standard), byId.values().stream())
                .flatMap(policy -> policy.levels().stream())
                .anyMatch(ReminderLevel::interest);
    }

    /// The same with another policy in the place of one. @param id empty: the default
    PolicySet with(Optional<PolicyId> id, ReminderPolicy other) {
        var changed = new HashMap<>(byId);
        id.ifPresent(own -> changed.put(own, other));
        return new PolicySet(id.isEmpty() ? other : standard, changed);
    }
}
