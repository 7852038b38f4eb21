package org.kvit.payment;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.kvit.base.Words;

/// What an imported statement brought.
///
/// @param account IBAN, or the bank's other identification
/// @param entries all of it; of these `credits` are money in
/// @param added entries that no earlier file brought; `duplicates` are the others
/// @param linked payments of the new entries that were linked by themselves
/// @param suggested payments with a proposal that a person should decide
/// @param unlinked payments with neither
/// @param warnings what doesn't add up
public record StatementResult(
        long id,
        String account,
        String currency,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        int entries,
        int credits,
        int added,
        int duplicates,
        int linked,
        int suggested,
        int unlinked,
        List<Words> warnings) {}
