package org.kvit.customer;

import java.util.Optional;

/// Which customers a list shows.
///
/// @param search part of the name, registration number, VAT number, external id or e-mail address, or of a contact's
/// name or e-mail address, whatever its capitals and the marks on its letters; empty: all. What is longer than 100
/// characters is cut off.
public record CustomerFilter(String search, Optional<Reach> reach) {
    private static final int LONGEST = 100;

    public static final CustomerFilter ALL = new CustomerFilter("", Optional.empty());

    public CustomerFilter {
        var plain = search.replaceAll("\\p{Cntrl}", " ").strip();
        search = plain.substring(0, Math.min(plain.length(), LONGEST));
    }

    /// The search as a pattern for LIKE; its own wildcards are no wildcards.
    String pattern() {
        return "%" + search.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }
}
