package org.kvit.payment;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Refusal;
import org.kvit.invoice.InvoiceId;

/// A write-off as the API writes it.
///
/// @param paymentId that came short by it, or whose surplus it was
/// @param kind `bank_fee`, `rounding`, `other`
record WriteOffBody(
        long id,
        @Nullable Long invoiceId,
        @Nullable Long paymentId,
        String amount,
        String currency,
        LocalDate date,
        String kind,
        String note,
        @Nullable String by) {

    static WriteOffBody of(WriteOff w) {
        return new WriteOffBody(
                w.id(),
                w.invoice().map(InvoiceId::value).orElse(null),
                w.payment().map(PaymentId::value).orElse(null),
                w.amount().amount().toPlainString(),
                w.amount().currency(),
                w.on(),
                w.reason().kind().code(),
                w.reason().note(),
                w.by().orElse(null));
    }

    /// What is asked for.
    ///
    /// @param amount all that is open if it is left out; of a payment's surplus always all of it
    /// @param date the payment's if it is left out, or today
    /// @param note needed for `other`
    record Wanted(
            @Nullable BigDecimal amount,
            @Nullable LocalDate date,
            @Nullable String kind,
            @Nullable String note,
            @Nullable Long paymentId) {

        /// @throws Refusal for a kind that is none
        WriteOff.Reason reason() {
            return reason(Optional.ofNullable(kind).orElse(""), Optional.ofNullable(note).orElse(""));
        }

        static WriteOff.Reason reason(String kind, String note) {
            return new WriteOff.Reason(
                    WriteOff.Kind.of(kind).orElseThrow(() -> Refusal.invalid("kind", "payment.writeOff.kind")),
                    note.strip());
        }

        Optional<PaymentId> payment() {
            return Optional.ofNullable(paymentId).map(PaymentId::new);
        }
    }
}
