package org.kvit.payment;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// Whether a statement says something else than those that a chain has already of the same days. Pure.
final class Contradiction {
    private Contradiction() {}

    /// A link of the same day leads from the same balance to another one, or from another to the same,
    /// and no other statement of that day knows this one's. Statements of several days need only begin,
    /// or end, together.
    /// @param sameDays all that are of its days, itself too
    /// @param links that the chain has already
    static boolean is(StatedBalances s, List<StatedBalances> sameDays, List<StatedBalances> links) {
        return links.stream()
                .anyMatch(link -> (severalDays(s) && severalDays(link))
                        ? (s.first().equals(link.first()) && differ(s.opening(), link.opening()))
                                || (s.last().equals(link.last()) && differ(s.closing(), link.closing()))
                        : s.samePeriod(link) && ofADay(s, link, sameDays));
    }

    private static boolean ofADay(StatedBalances s, StatedBalances link, List<StatedBalances> sameDays) {
        boolean ends = s.opening().equals(link.opening())
                && differ(s.closing(), link.closing())
                && !known(s.closing(), s, sameDays);
        boolean begins = s.closing().equals(link.closing())
                && differ(s.opening(), link.opening())
                && !known(s.opening(), s, sameDays);
        return ends || begins;
    }

    private static boolean known(Optional<BigDecimal> balance, StatedBalances s, List<StatedBalances> sameDays) {
        return sameDays.stream()
                .filter(other -> !other.equals(s))
                .anyMatch(other ->
                        other.opening().equals(balance) || other.closing().equals(balance));
    }

    private static boolean severalDays(StatedBalances s) {
        return s.first().isBefore(s.last());
    }

    private static boolean differ(Optional<BigDecimal> one, Optional<BigDecimal> other) {
        return one.isPresent() && other.isPresent() && !one.equals(other);
    }
}
