package org.kvit.payment;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;

/// What one statement says of its account's balance: what it closes a chain with ([BalanceChain]). All
/// amounts are in the account's currency, balances signed.
///
/// @param id of the statement; two that say the same differ in it alone
/// @param message the kind of file, such as `camt.053`
/// @param sequence the bank's number of it; empty if it gives none
/// @param opening balance before the first entry
/// @param closing balance after the last entry
/// @param in sum of the booked credits, never negative; empty if it isn't known any more
/// @param out sum of the booked debits, never negative
public record StatedBalances(
        long id,
        String message,
        String sequence,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        Optional<BigDecimal> opening,
        Optional<BigDecimal> closing,
        Optional<BigDecimal> in,
        Optional<BigDecimal> out,
        int entries) {
    private static final int LONGEST_NUMBER = 9;

    public StatedBalances {
        opening = opening.map(BigDecimal::stripTrailingZeros);
        closing = closing.map(BigDecimal::stripTrailingZeros);
        in = in.map(BigDecimal::stripTrailingZeros);
        out = out.map(BigDecimal::stripTrailingZeros);
    }

    /// Whether it says which days it is of.
    public boolean dated() {
        return from.isPresent() || to.isPresent();
    }

    public LocalDate first() {
        return from.or(() -> to).orElseThrow();
    }

    public LocalDate last() {
        return to.or(() -> from).orElseThrow();
    }

    /// What its booked entries come to.
    public Optional<BigDecimal> net() {
        return in.flatMap(i -> out.map(i::subtract));
    }

    /// What its closing balance is above what its opening balance and its entries lead to; empty if it
    /// isn't, or can't be told.
    public Optional<BigDecimal> off() {
        return opening.flatMap(o -> net().flatMap(n -> closing.map(c -> c.subtract(o.add(n)))))
                .filter(difference -> difference.signum() != 0);
    }

    /// Its sequence number, if it is nothing but a number.
    public OptionalLong number() {
        return sequence.matches("\\d{1," + LONGEST_NUMBER + "}")
                ? OptionalLong.of(Long.parseLong(sequence))
                : OptionalLong.empty();
    }

    /// The balance that it starts from, where only the other one is stated.
    Optional<BigDecimal> startsAt() {
        return opening.or(() -> closing.flatMap(c -> net().map(c::subtract)));
    }

    /// The balance that it ends with. @param reached what the one before it ended with
    Optional<BigDecimal> endsAt(Optional<BigDecimal> reached) {
        return closing.or(() -> opening.or(() -> reached).flatMap(o -> net().map(o::add)));
    }

    /// The same statement, in whatever file it came.
    StatedBalances said() {
        return new StatedBalances(0, message, sequence, from, to, opening, closing, in, out, entries);
    }

    boolean samePeriod(StatedBalances other) {
        return first().equals(other.first()) && last().equals(other.last());
    }
}
