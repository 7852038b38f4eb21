package org.kvit.reminder;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A way by which a letter reaches its customer.
public enum Channel {
    /// To the addresses that are marked for reminders.
    EMAIL,
    /// To the fax numbers that are marked for reminders.
    FAX,
    /// On paper, to the postal address.
    PRINT;

    /// As the database and the API write it.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Channel> of(String code) {
        return Stream.of(values()).filter(c -> c.code().equals(code)).findFirst();
    }
}
