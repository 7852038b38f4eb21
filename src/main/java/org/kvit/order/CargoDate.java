package org.kvit.order;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// One of the six dates of a cargo line.
public enum CargoDate {
    LOADING_AGREED(true, Kind.AGREED),
    LOADING_PLANNED(true, Kind.PLANNED),
    LOADING_ACTUAL(true, Kind.ACTUAL),
    UNLOADING_AGREED(false, Kind.AGREED),
    UNLOADING_PLANNED(false, Kind.PLANNED),
    UNLOADING_ACTUAL(false, Kind.ACTUAL);

    /// Whose word the date is: the customer's and ours, our plan, or what came of it.
    public enum Kind {
        AGREED,
        PLANNED,
        ACTUAL;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final boolean loading;
    private final Kind kind;

    CargoDate(boolean loading, Kind kind) {
        this.loading = loading;
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    public boolean isLoading() {
        return loading;
    }

    /// The column, and the word in an address: `unloading_actual`.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The name as a field of the API: `unloadingActual`.
    public String field() {
        var words = code().split("_", -1);
        return words[0] + words[1].substring(0, 1).toUpperCase(Locale.ROOT) + words[1].substring(1);
    }

    /// @return empty for a word that is none
    public static Optional<CargoDate> of(String code) {
        return Arrays.stream(values()).filter(d -> d.code().equals(code)).findFirst();
    }
}
