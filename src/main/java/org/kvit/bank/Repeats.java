package org.kvit.bank;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/// Tells apart the entries of one statement that carry one reference: text formats' references are not
/// always the entry's alone, and two payments of one amount must not become one. The first keeps the
/// bare reference, so that it is the same as in a file that has it once.
final class Repeats {
    private final Map<Long, Integer> seen = new HashMap<>();

    /// @return the reference, with an ordinal from the second time on that it comes with this amount
    /// and direction
    String told(String reference, BigDecimal amount, boolean credit) {
        long key = 31L * (31L * hash(reference) + amount.stripTrailingZeros().hashCode()) + (credit ? 1 : 0);
        int times = seen.merge(key, 1, Integer::sum);
        return times == 1 ? reference : reference + "#" + times;
    }

    private static long hash(String text) {
        long hash = 1125899906842597L;
        for (int i = 0; i < text.length(); i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return hash;
    }
}
