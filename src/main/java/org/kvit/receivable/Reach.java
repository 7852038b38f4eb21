package org.kvit.receivable;

import java.util.Locale;

/// Whether a reminder would reach a customer.
public enum Reach {
    /// at least one address is flagged for reminders
    REACHABLE,
    /// no address of the client card or its contacts is flagged
    NO_ADDRESS,
    /// reminders are off for the customer on the date asked for
    OFF;

    /// As the API and the address line write it: `no_address`.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
