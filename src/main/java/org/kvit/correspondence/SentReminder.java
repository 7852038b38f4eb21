package org.kvit.correspondence;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kvit.customer.CustomerId;
import org.kvit.invoice.InvoiceId;

/// A reminder letter that was written, for the customer's correspondence.
///
/// @param letter the letter's number (`reminder_letter`)
/// @param mail the e-mail's number in the outbox; empty for a letter to be printed
/// @param invoices at least one
public record SentReminder(CustomerId customer, int level, long letter, Optional<Long> mail, List<InvoiceId> invoices) {

    /// Many of them as columns, for one statement.
    static Map<String, Object> columns(List<SentReminder> all) {
        return Map.of(
                "customers", all.stream().map(r -> r.customer.value()).toArray(Long[]::new),
                "levels", all.stream().map(SentReminder::level).toArray(Integer[]::new),
                "letters", all.stream().map(SentReminder::letter).toArray(Long[]::new),
                "mails", all.stream().map(r -> r.mail.orElse(0L)).toArray(Long[]::new),
                "ofLetters",
                        all.stream()
                                .flatMap(r -> r.invoices.stream().map(_ -> r.letter))
                                .toArray(Long[]::new),
                "invoices",
                        all.stream()
                                .flatMap(r -> r.invoices.stream().map(InvoiceId::value))
                                .toArray(Long[]::new));
    }
}
