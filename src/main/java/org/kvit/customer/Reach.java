package org.kvit.customer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Whether a reminder would get to a customer today.
public enum Reach {
    /// at least one address is flagged for reminders
    REACHABLE,
    /// no address of the client card or its contacts is flagged
    NO_ADDRESS,
    /// reminders are off for the customer
    OFF;

    /// As the API and the address line write it: `no_address`.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @return empty for a word that is none
    public static Optional<Reach> of(String code) {
        return Arrays.stream(values()).filter(r -> r.code().equals(code)).findFirst();
    }
}
