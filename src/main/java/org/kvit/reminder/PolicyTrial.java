package org.kvit.reminder;

import java.util.List;
import org.kvit.base.Money;
import org.kvit.customer.CustomerId;

/// What would go out today by a policy that isn't saved, beside what goes out by the one that is. Nothing of it is
/// kept.
///
/// @param levels those that have letters by either, the lowest first
/// @param customers that get a letter
/// @param more customers that get one and would get none as it stands
/// @param fewer customers that get none and would get one as it stands
/// @param first some of the letters, in the order in which a run lists them
/// @param left invoices that stay out, by reason, the most frequent first
/// @param unassigned nobody has the policy yet: what the customers of the default would get by it
public record PolicyTrial(
        List<Level> levels,
        int customers,
        int more,
        int fewer,
        List<Named> first,
        List<Left> left,
        boolean unassigned) {
    public PolicyTrial {
        levels = List.copyOf(levels);
        first = List.copyOf(first);
        left = List.copyOf(left);
    }

    /// @param name by the new policy; by the saved one if that alone has the level
    /// @param now what it sends by the new policy
    /// @param before what it sends by the saved one
    public record Level(int level, String name, Letters now, Letters before) {}

    /// @param sums one per currency
    public record Letters(int letters, int invoices, List<Money> sums) {
        static final Letters NONE = new Letters(0, 0, List.of());
    }

    public record Named(CustomerId customer, String name, String level, int invoices, List<Money> sums) {}

    /// @param reason last part of a key of the reasons (`reminder.leftOut.…`), such as `promised`
    public record Left(String reason, int invoices) {}

    public int letters() {
        return levels.stream().mapToInt(l -> l.now().letters()).sum();
    }

    public int lettersBefore() {
        return levels.stream().mapToInt(l -> l.before().letters()).sum();
    }

    /// Whether the same letters go out by both, as far as their numbers say.
    public boolean same() {
        return more == 0 && fewer == 0 && levels.stream().allMatch(l -> l.now().equals(l.before()));
    }
}
