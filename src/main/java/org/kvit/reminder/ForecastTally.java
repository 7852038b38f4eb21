package org.kvit.reminder;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.kvit.base.Money;
import org.kvit.customer.CustomerId;
import org.kvit.payment.StatementAge;

/// Adds plans up as they are made; holds sums and a few names, whatever the number of customers.
final class ForecastTally {
    private static final int NAMES = 5;

    private final Map<ReminderLevel, Sums> levels = new TreeMap<>(Comparator.comparingInt(ReminderLevel::level));
    private final Map<String, Reason> reasons = new HashMap<>();
    private final Set<CustomerId> planned = new HashSet<>();
    private int customers;
    private int held;

    private static final class Sums {
        private final Map<String, Money> money = new TreeMap<>();
        private int letters;
        private int invoices;
    }

    private static final class Reason {
        private final List<ReminderForecast.Named> first = new ArrayList<>();
        private int customers;
    }

    void add(Addressee to, ReminderPlan plan) {
        planned.add(to.customer());
        if (!plan.letters().isEmpty()) {
            customers++;
            held += plan.leftOut().size();
            plan.letters().forEach(this::add);
        } else if (!plan.leftOut().isEmpty()) {
            left(main(plan.leftOut()), to);
        }
    }

    /// Of these, whoever was not planned for owes nothing that a level could cover.
    ReminderForecast of(Collection<Addressee> asked, StatementAge statements) {
        asked.stream().filter(a -> !planned.contains(a.customer())).forEach(a -> left("notDue", a));
        return new ReminderForecast(
                levels.entrySet().stream()
                        .map(e -> level(e.getKey(), e.getValue()))
                        .toList(),
                customers,
                reasons.entrySet().stream()
                        .map(e -> new ReminderForecast.Left(
                                e.getKey(), e.getValue().customers, List.copyOf(e.getValue().first)))
                        .sorted(Comparator.comparingInt(ReminderForecast.Left::customers)
                                .reversed()
                                .thenComparing(ReminderForecast.Left::reason))
                        .toList(),
                held,
                statements);
    }

    private void add(ReminderPlan.Letter letter) {
        var sums = levels.computeIfAbsent(letter.level(), _ -> new Sums());
        sums.letters++;
        sums.invoices += letter.items().size();
        letter.items().forEach(item -> sums.money.merge(item.open().currency(), item.open(), Money::plus));
    }

    private void left(String kind, Addressee to) {
        var reason = reasons.computeIfAbsent(kind, _ -> new Reason());
        reason.customers++;
        if (reason.first.size() < NAMES) {
            reason.first.add(new ReminderForecast.Named(to.customer(), to.name()));
        }
    }

    private static ReminderForecast.Level level(ReminderLevel level, Sums sums) {
        return new ReminderForecast.Level(
                level.level(), level.name(), sums.letters, sums.invoices, List.copyOf(sums.money.values()));
    }

    /// The reason that holds most of a customer's invoices, and of equals that of the oldest.
    private static String main(List<Outcome.LeftOut> all) {
        var kinds = all.stream()
                .collect(Collectors.groupingBy(
                        out -> kind(out.reason().key()), LinkedHashMap::new, Collectors.counting()));
        long most = Collections.max(kinds.values());
        return kinds.entrySet().stream()
                .filter(e -> e.getValue() == most)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private static String kind(String key) {
        return TrialTally.kind(key);
    }
}
