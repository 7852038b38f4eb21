package org.kvit.mail;

import java.util.Locale;

/// Where an e-mail is on its way out.
public enum MailState {
    /// waits for a worker, perhaps until a later attempt
    QUEUED,
    /// a worker has taken it
    CLAIMED,
    /// it is being given to the server: whoever finds it so after a crash can't know whether it left
    HANDING_OVER,
    /// the server has taken it
    SENT,
    /// the server said no for good, or the last attempt failed
    FAILED,
    /// nobody knows whether the server took it; never sent again unless a person says so
    UNCERTAIN;

    /// As the database and the API write it: `handing_over`.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for a word that is no state
    public static MailState of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /// Whether it is still on its way, so that nothing is to be done about it.
    public boolean onItsWay() {
        return this == QUEUED || this == CLAIMED || this == HANDING_OVER;
    }
}
