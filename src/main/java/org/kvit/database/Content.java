package org.kvit.database;

import java.util.Optional;
import java.util.regex.Pattern;
import org.kvit.base.CompanyId;

/// What a file of one company holds. The same bytes of two companies are two contents: neither learns of
/// the other's.
public record Content(CompanyId company, ContentHash hash) {
    private static final Pattern NAME = Pattern.compile("([1-9][0-9]{0,17})/([0-9a-f]{2})/(\\2[0-9a-f]{62})");

    /// Its file's name, in a [ContentDirectory] and in a backup: `<company>/<ab>/<sha256>`.
    String name() {
        return company.value() + "/" + hash.hex().substring(0, 2) + "/" + hash.hex();
    }

    /// Empty if the name is not one of ours.
    static Optional<Content> named(String name) {
        var parts = NAME.matcher(name);
        return parts.matches()
                ? Optional.of(
                        new Content(new CompanyId(Long.parseLong(parts.group(1))), new ContentHash(parts.group(3))))
                : Optional.empty();
    }
}
