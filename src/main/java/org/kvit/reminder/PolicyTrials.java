package org.kvit.reminder;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kvit.company.Companies;
import org.kvit.customer.CustomerId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/// Tries a policy on the company's own data before it is saved: planned as a run is, by one reading of all that is
/// owed.
@Service
public class PolicyTrials {
    private final ReminderRuns runs;
    private final Policies policies;
    private final OpenItems items;
    private final Addressees addressees;
    private final Companies companies;

    PolicyTrials(ReminderRuns runs, Policies policies, OpenItems items, Addressees addressees, Companies companies) {
        this.runs = runs;
        this.policies = policies;
        this.items = items;
        this.addressees = addressees;
        this.companies = companies;
    }

    /// @param kept the policy in whose place it is tried; empty: a new one, which is tried on the default's customers
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public PolicyTrial of(Optional<KeptPolicy> kept, ReminderPolicy trial) {
        var today = companies.today();
        var now = runs.planning(today);
        var all = policies.all();
        var span = ReminderRuns.span(Math.min(all.firstDay(), trial.firstDay()), today);
        boolean forDefault = kept.map(KeptPolicy::isDefault).orElse(true);
        var to = forDefault
                ? of(addressees.owing(span), kept.flatMap(KeptPolicy::id))
                : addressees.owing(span, kept.flatMap(KeptPolicy::id).orElseThrow());
        Optional<List<CustomerId>> some = forDefault ? Optional.empty() : Optional.of(List.copyOf(to.keySet()));
        var tally = new TrialTally();
        items.each(span, some, (customer, owed) -> {
            var addressee = to.get(customer);
            if (addressee != null) {
                tally.add(
                        addressee,
                        ReminderPlanner.plan(addressee, owed, trial, now),
                        ReminderPlanner.plan(addressee, owed, all.of(addressee), now));
            }
        });
        return tally.trial(kept.isEmpty());
    }

    /// Those of the default.
    private static Map<CustomerId, Addressee> of(Map<CustomerId, Addressee> owing, Optional<PolicyId> standard) {
        var own = new HashMap<CustomerId, Addressee>();
        owing.forEach((customer, to) -> {
            if (to.policy().isEmpty() || to.policy().equals(standard)) {
                own.put(customer, to);
            }
        });
        return own;
    }
}
