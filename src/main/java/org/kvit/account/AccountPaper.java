package org.kvit.account;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The two letters that say how an account stands.
public enum AccountPaper {
    /// all open items as of a date
    STATEMENT,
    /// the movements of a period, for both sides to confirm
    RECONCILIATION;

    /// As the database and the address line write it.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @return empty for a word that is none
    public static Optional<AccountPaper> of(String code) {
        return Arrays.stream(values()).filter(p -> p.code().equals(code)).findFirst();
    }
}
