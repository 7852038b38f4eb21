package org.kvit.base;

import java.util.List;

/// A sentence that is not written yet: a message key and its arguments. It is stored and passed around
/// as such and put
/// into
/// words where it is shown, in the reader's language.
///
/// @param key a key of the bundles below `i18n/`, such as `reminder.reason.promised`
/// @param args what fills `{0}`, `{1}`, …: strings, numbers, dates ([java.time.LocalDate]) or [Money],
/// each written as
/// the reader's locale does
public record Words(String key, List<Object> args) {
    public Words {
        args = List.copyOf(args);
    }

    public static Words of(String key, Object... args) {
        return new Words(key, List.of(args));
    }
}
