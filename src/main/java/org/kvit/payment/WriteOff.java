package org.kvit.payment;

import java.time.LocalDate;
import java.util.Optional;
import org.kvit.base.Money;
import org.kvit.invoice.InvoiceId;

/// A small difference that was given up and stands: the rest of an invoice, or the surplus of a payment.
///
/// @param invoice empty: what was left over of the payment
/// @param payment of an invoice's: the payment that came short, if that is known
/// @param on balances as of a date count by it
/// @param by who wrote it off; empty: the program
public record WriteOff(
        long id,
        Optional<InvoiceId> invoice,
        Optional<PaymentId> payment,
        Money amount,
        LocalDate on,
        Reason reason,
        Optional<String> by) {

    /// What small differences come of.
    public enum Kind {
        BANK_FEE,
        ROUNDING,
        OTHER;

        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        public static Optional<Kind> of(String code) {
            return java.util.Arrays.stream(values())
                    .filter(k -> k.code().equals(code))
                    .findFirst();
        }
    }

    /// @param note needed for [Kind#OTHER]
    public record Reason(Kind kind, String note) {}
}
