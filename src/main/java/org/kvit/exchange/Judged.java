package org.kvit.exchange;

import org.kvit.base.Words;

/// What is thought of a line: it is good, or it is rejected for a reason.
sealed interface Judged<T> {
    record Good<T>(T row) implements Judged<T> {}

    /// @param field the column
    record Bad<T>(String field, Words reason) implements Judged<T> {}

    static <T> Judged<T> bad(String field, String key, Object... args) {
        return new Bad<>(field, Words.of(key, args));
    }
}
