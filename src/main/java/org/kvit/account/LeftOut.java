package org.kvit.account;

import java.util.Locale;
import java.util.Optional;
import org.kvit.base.Words;

/// Why a customer gets no letter.
public enum LeftOut {
    /// nothing is open, or nothing moved
    EMPTY,
    /// the customer has no e-mail address
    NO_ADDRESS,
    /// it has addresses, but none is flagged for reminders or invoices
    NOT_FLAGGED,
    /// more lines than a letter holds
    TOO_LONG;

    /// @param letter empty if it would be too long
    /// @param alsoEmpty whether those are written to as well who have nothing open
    static Optional<LeftOut> of(Party to, Optional<AccountLetter> letter, boolean alsoEmpty) {
        if (letter.isEmpty()) {
            return Optional.of(TOO_LONG);
        }
        if (letter.get().isEmpty() && !alsoEmpty) {
            return Optional.of(EMPTY);
        }
        return to.emails().isEmpty() ? Optional.of(to.anyEmail() ? NOT_FLAGGED : NO_ADDRESS) : Optional.empty();
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    Words words() {
        return Words.of("account.leftOut." + code());
    }
}
