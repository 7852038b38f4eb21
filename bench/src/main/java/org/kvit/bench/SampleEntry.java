package org.kvit.bench;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/// One entry of a sample statement.
///
/// @param reference the bank's own
/// @param creditorReference structured; empty: none
/// @param text the lines of the free text
record SampleEntry(
        LocalDate on,
        BigDecimal amount,
        boolean credit,
        boolean reversal,
        String reference,
        String endToEnd,
        String name,
        String account,
        String creditorReference,
        List<String> text) {
    BigDecimal signed() {
        return credit ? amount : amount.negate();
    }
}
