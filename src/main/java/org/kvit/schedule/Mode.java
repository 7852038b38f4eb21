package org.kvit.schedule;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What becomes of a run that the schedule makes.
public enum Mode {
    /// none is made
    OFF,
    /// it waits for a person
    PROPOSE,
    /// it is sent without one
    AUTOMATIC;

    /// As the API and the database write it.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Mode> of(String code) {
        return Arrays.stream(values()).filter(m -> m.code().equals(code)).findFirst();
    }
}
