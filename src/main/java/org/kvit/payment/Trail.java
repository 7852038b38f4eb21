package org.kvit.payment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The order in which statements of the same days follow each other: by their numbers, else so that as
/// many as possible begin where the one before them ended. Pure.
final class Trail {
    /// More without numbers are taken as they stand: no bank makes so many of a day.
    private static final int MOST = 8;

    private Trail() {}

    /// All of them; those that the balances don't put anywhere come last.
    /// @param parts in the order that is taken where the balances don't tell
    /// @param from the balance that the first one should begin with
    static List<StatedBalances> of(List<StatedBalances> parts, Optional<BigDecimal> from) {
        if (parts.size() > MOST || isNumbered(parts)) {
            return parts;
        }
        var trail = longest(parts, from);
        if (trail.isEmpty()) {
            for (var first : parts) {
                var other = longest(parts, first.startsAt());
                trail = other.size() > trail.size() ? other : trail;
            }
        }
        var all = new ArrayList<>(trail);
        parts.stream().filter(part -> !all.contains(part)).forEach(all::add);
        return all;
    }

    /// Whether each begins where the one before it ended, and the first where the last did.
    static boolean isCircle(List<StatedBalances> trail) {
        var reached = trail.getLast().endsAt(Optional.empty());
        for (var part : trail) {
            if (part.startsAt().isEmpty() || !part.startsAt().equals(reached)) {
                return false;
            }
            reached = part.endsAt(reached);
        }
        return true;
    }

    /// Whether the bank says how they follow each other: each has a number, and they rise.
    static boolean isNumbered(List<StatedBalances> parts) {
        for (int i = 0; i < parts.size(); i++) {
            var number = parts.get(i).number();
            if (number.isEmpty()
                    || (i > 0 && number.getAsLong() <= parts.get(i - 1).number().orElse(0))) {
                return false;
            }
        }
        return true;
    }

    private static List<StatedBalances> longest(List<StatedBalances> parts, Optional<BigDecimal> from) {
        List<StatedBalances> best = List.of();
        for (var part : parts) {
            if (part.startsAt().isPresent() && part.startsAt().equals(from)) {
                var others = new ArrayList<>(parts);
                others.remove(part);
                var trail = new ArrayList<>(List.of(part));
                trail.addAll(longest(others, part.endsAt(from)));
                best = trail.size() > best.size() ? trail : best;
            }
        }
        return best;
    }
}
