package org.kvit.database;

import java.util.List;
import java.util.Optional;

/// What a backup says about itself. It is written last, so that a file that was cut off has none.
///
/// @param format of the file; [#FORMAT] is the only one so far
/// @param program the version of Kvit that wrote it
/// @param madeAt instant, ISO in UTC
/// @param schema the migrations that had been applied, in their order
/// @param tables in an order in which they can be filled: whoever refers to a table comes after it
record BackupManifest(
        int format,
        String program,
        String madeAt,
        List<Migration> schema,
        List<Table> tables,
        List<Sequence> sequences) {
    static final int FORMAT = 1;

    /// @param checksum of the migration's text
    record Migration(String version, int checksum) {}

    /// @param columns that are stored, in the order of the file's fields
    record Table(String name, List<String> columns, long rows) {
        /// What COPY is told: the table with its columns.
        String target() {
            return Catalogue.quoted(name) + " ("
                    + String.join(", ", columns.stream().map(Catalogue::quoted).toList()) + ")";
        }
    }

    /// @param next the number that it would give next
    record Sequence(String name, long next) {}

    /// The newest migration's version.
    Optional<String> version() {
        return schema.isEmpty()
                ? Optional.empty()
                : Optional.of(schema.getLast().version());
    }
}
