package org.kvit.payment;

import java.time.LocalDate;
import java.util.Optional;
import org.kvit.base.Money;

/// Money of a payment that was given back and stands.
///
/// @param entry the bank's debit entry that did it; empty: none is known
/// @param by who noted it; empty: the program
public record Refund(long id, Money amount, LocalDate on, String reason, Optional<Long> entry, Optional<String> by) {

    /// A booked debit entry that may have given a payment back: of the same account, to the same party, not yet a
    /// refund.
    public record Debit(long entry, LocalDate bookedOn, Money amount, Optional<String> party, Optional<String> text) {}
}
