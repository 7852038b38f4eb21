package org.kvit.schedule;

import java.util.List;
import java.util.OptionalInt;

/// How many letters are usual.
final class Median {
    private Median() {}

    /// Of an even number of values the higher one of the middle two. Empty without any.
    static OptionalInt of(List<Integer> values) {
        var sorted = values.stream().mapToInt(Integer::intValue).sorted().toArray();
        return sorted.length == 0 ? OptionalInt.empty() : OptionalInt.of(sorted[sorted.length / 2]);
    }
}
