package org.kvit.credit;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A credit note that is to be issued.
///
/// @param issueDate empty: today
/// @param reason 1 to 500 characters
/// @param lines what of the invoice's lines is taken back; empty, and no amount either: all that is
/// left
/// @param amount of an invoice that came with its total only
public record NewCreditNote(
        Optional<LocalDate> issueDate, String reason, Optional<List<Line>> lines, Optional<BigDecimal> amount) {

    /// So much of one line.
    ///
    /// @param position of the invoice's line, from 1
    /// @param quantity of the sign of the invoice's line, at most four decimals; 0: nothing of it
    /// @param unitPrice without VAT, not negative, at most six decimals
    public record Line(int position, BigDecimal quantity, BigDecimal unitPrice) {}

    /// Of all that is left.
    public static NewCreditNote whole(String reason) {
        return new NewCreditNote(Optional.empty(), reason, Optional.empty(), Optional.empty());
    }
}
