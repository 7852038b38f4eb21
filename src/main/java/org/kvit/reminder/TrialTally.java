package org.kvit.reminder;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kvit.base.Money;

/// Adds up what two policies send, customer by customer; holds sums and a few names, whatever their number.
final class TrialTally {
    private static final int NAMES = 10;

    private final Map<Integer, Sums> now = new TreeMap<>();
    private final Map<Integer, Sums> before = new TreeMap<>();
    private final Map<String, Integer> reasons = new HashMap<>();
    private final List<PolicyTrial.Named> first = new ArrayList<>();
    private int customers;
    private int more;
    private int fewer;

    private static final class Sums {
        private final Map<String, Money> money = new TreeMap<>();
        private final String name;
        private int letters;
        private int invoices;

        private Sums(String name) {
            this.name = name;
        }

        private PolicyTrial.Letters letters() {
            return new PolicyTrial.Letters(letters, invoices, List.copyOf(money.values()));
        }
    }

    void add(Addressee to, ReminderPlan planned, ReminderPlan asItStands) {
        planned.letters().forEach(letter -> {
            add(now, letter);
            if (first.size() < NAMES) {
                first.add(named(to, letter));
            }
        });
        asItStands.letters().forEach(letter -> add(before, letter));
        planned.leftOut().forEach(out -> reasons.merge(kind(out.reason().key()), 1, Integer::sum));
        boolean gets = !planned.letters().isEmpty();
        boolean got = !asItStands.letters().isEmpty();
        customers += gets ? 1 : 0;
        more += gets && !got ? 1 : 0;
        fewer += got && !gets ? 1 : 0;
    }

    PolicyTrial trial(boolean unassigned) {
        var numbers = new TreeSet<>(now.keySet());
        numbers.addAll(before.keySet());
        return new PolicyTrial(
                numbers.stream().map(this::level).toList(),
                customers,
                more,
                fewer,
                first,
                reasons.entrySet().stream()
                        .map(e -> new PolicyTrial.Left(e.getKey(), e.getValue()))
                        .sorted(Comparator.comparingInt(PolicyTrial.Left::invoices)
                                .reversed()
                                .thenComparing(PolicyTrial.Left::reason))
                        .toList(),
                unassigned);
    }

    private PolicyTrial.Level level(int number) {
        var planned = now.get(number);
        var standing = before.get(number);
        return new PolicyTrial.Level(
                number,
                planned == null ? Objects.requireNonNull(standing).name : planned.name,
                planned == null ? PolicyTrial.Letters.NONE : planned.letters(),
                standing == null ? PolicyTrial.Letters.NONE : standing.letters());
    }

    private static void add(Map<Integer, Sums> levels, ReminderPlan.Letter letter) {
        var sums = levels.computeIfAbsent(
                letter.level().level(), _ -> new Sums(letter.level().name()));
        sums.letters++;
        sums.invoices += letter.items().size();
        letter.items().forEach(item -> sums.money.merge(item.open().currency(), item.open(), Money::plus));
    }

    private static PolicyTrial.Named named(Addressee to, ReminderPlan.Letter letter) {
        var sums = new TreeMap<String, Money>();
        letter.items().forEach(item -> sums.merge(item.open().currency(), item.open(), Money::plus));
        return new PolicyTrial.Named(
                to.customer(), to.name(), letter.level().name(), letter.items().size(), List.copyOf(sums.values()));
    }

    /// A reason without its details: `reminder.leftOut.customerOffReasonUntil` is `customerOff`.
    static String kind(String key) {
        return key.substring(key.lastIndexOf('.') + 1).replaceFirst("(Reason|Some)?(Until)?$", "");
    }
}
