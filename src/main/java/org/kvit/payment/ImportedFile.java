package org.kvit.payment;

import java.util.List;
import java.util.Optional;
import org.kvit.base.Words;

/// What came of one statement file: all of it went in, or nothing.
///
/// @param name as its sender calls it
/// @param refused why nothing of it went in; names line, element and reason
public record ImportedFile(String name, List<StatementResult> statements, Optional<Words> refused) {
    public static ImportedFile refused(String name, Words why) {
        return new ImportedFile(name, List.of(), Optional.of(why));
    }
}
