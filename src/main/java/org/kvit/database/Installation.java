package org.kvit.database;

import java.util.Optional;

/// What the settings say about where an installation is: enough to back it up or to restore it without starting
/// it.
///
/// @param url of an external PostgreSQL; empty: our own
/// @param key `kvit.key`; empty: the data directory's
public record Installation(DataDirectory directory, Optional<String> url, String key) {
    Secrets secrets() {
        return new Secrets(directory, key);
    }

    boolean hasDatabase() {
        return url.isPresent() || directory.hasDatabase();
    }

    Databases.Open open(Databases.Use use) {
        return Databases.open(directory, url, use);
    }

    /// [#open], as whatever version of Kvit left it.
    Databases.Open connect(Databases.Use use) {
        return Databases.connect(directory, url, use);
    }

    @Override
    public String toString() {
        return directory.path().toString();
    }
}
