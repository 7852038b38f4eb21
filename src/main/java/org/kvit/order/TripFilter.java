package org.kvit.order;

import java.util.Optional;

/// Which trips a list shows.
///
/// @param approved empty: all
/// @param search part of a number, vehicle or carrier, whatever its capitals and marks
public record TripFilter(Optional<Boolean> approved, String search) {
    private static final int LONGEST = 100;

    public TripFilter {
        var plain = search.replaceAll("\\p{Cntrl}", " ").strip();
        search = plain.substring(0, Math.min(plain.length(), LONGEST));
    }

    /// @param state `open` or `approved`; anything else: all
    static TripFilter of(String state, String search) {
        return new TripFilter(
                state.equals("approved") || state.equals("open")
                        ? Optional.of(state.equals("approved"))
                        : Optional.empty(),
                search);
    }

    public String state() {
        return approved.map(a -> a ? "approved" : "open").orElse("");
    }

    String pattern() {
        return "%" + search.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }
}
