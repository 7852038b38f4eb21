package org.kvit.order;

import java.time.LocalDate;
import java.util.Optional;

/// A trip as somebody enters it. @param number empty: of a new one the next in the sequence, of a changed
/// one as it was
public record TripEntry(
        Optional<String> number,
        Optional<String> vehicle,
        Optional<String> carrier,
        Optional<LocalDate> startsOn,
        Optional<LocalDate> endsOn,
        Optional<String> note) {}
