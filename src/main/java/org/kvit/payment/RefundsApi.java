package org.kvit.payment;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Refusal;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/payments/{id}/refunds`: money of a payment that was given back.
@RestController
@RequestMapping("/api/v1/payments/{id}")
class RefundsApi {
    private final Refunds refunds;

    RefundsApi(Refunds refunds) {
        this.refunds = refunds;
    }

    /// @param entryId the bank's debit entry that did it
    record RefundBody(
            long id,
            String amount,
            String currency,
            LocalDate date,
            String reason,
            @Nullable Long entryId,
            @Nullable String by) {
        static RefundBody of(Refund r) {
            return new RefundBody(
                    r.id(),
                    r.amount().amount().toPlainString(),
                    r.amount().currency(),
                    r.on(),
                    r.reason(),
                    r.entry().orElse(null),
                    r.by().orElse(null));
        }
    }

    /// @param amount the entry's if it is left out, or all that is left
    /// @param date the entry's if it is left out, or today
    record WantedBody(
            @Nullable BigDecimal amount,
            @Nullable LocalDate date,
            @Nullable String reason,
            @Nullable Long entryId) {}

    record DebitBody(
            long entryId,
            LocalDate bookedOn,
            String amount,
            String currency,
            @Nullable String party,
            @Nullable String text) {
        static DebitBody of(Refund.Debit d) {
            return new DebitBody(
                    d.entry(),
                    d.bookedOn(),
                    d.amount().amount().toPlainString(),
                    d.amount().currency(),
                    d.party().orElse(null),
                    d.text().orElse(null));
        }
    }

    /// Those that stand, the oldest first.
    @GetMapping("/refunds")
    List<RefundBody> of(@PathVariable long id) {
        return refunds.of(new PaymentId(id)).stream().map(RefundBody::of).toList();
    }

    /// The bank's debit entries that may have given it back. They say what the company pays, so not everybody may look.
    @GetMapping("/refund-entries")
    @Needs(value = Right.RECEIVABLES, alsoToRead = true)
    List<DebitBody> debits(@PathVariable long id) {
        return refunds.debits(new PaymentId(id)).stream().map(DebitBody::of).toList();
    }

    /// @throws Refusal as [Refunds#refund]
    @PostMapping("/refunds")
    @Needs(Right.RECEIVABLES)
    @ResponseStatus(HttpStatus.CREATED)
    RefundBody refund(@PathVariable long id, @RequestBody WantedBody body) {
        var payment = new PaymentId(id);
        long made = refunds.refund(
                payment,
                new Refunds.Wanted(
                        Optional.ofNullable(body.amount()),
                        Optional.ofNullable(body.date()),
                        Optional.ofNullable(body.reason()).orElse(""),
                        Optional.ofNullable(body.entryId())));
        return refunds.of(payment).stream()
                .filter(r -> r.id() == made)
                .findFirst()
                .map(RefundBody::of)
                .orElseThrow(() -> Refusal.notFound("payment.refund.notFound"));
    }

    @DeleteMapping("/refunds/{refund}")
    @Needs(Right.RECEIVABLES)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void undo(@PathVariable long id, @PathVariable long refund) {
        refunds.undo(new PaymentId(id), refund);
    }
}
