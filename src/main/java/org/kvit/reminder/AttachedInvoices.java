package org.kvit.reminder;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Whether a letter brings the invoices that it asks for.
public enum AttachedInvoices {
    NONE,
    /// A PDF of each invoice.
    EACH,
    /// One PDF of all of them.
    ONE;

    /// As the database and the API write it.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<AttachedInvoices> of(String code) {
        return Stream.of(values()).filter(a -> a.code().equals(code)).findFirst();
    }
}
