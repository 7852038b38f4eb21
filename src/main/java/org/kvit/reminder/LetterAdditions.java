package org.kvit.reminder;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.kvit.base.Words;
import org.kvit.interest.InterestRates;
import org.kvit.interest.InterestTerms;
import org.kvit.interest.LateInterest;
import org.kvit.invoice.InvoiceId;
import org.kvit.invoice.PrintedInvoice;
import org.springframework.stereotype.Component;

/// What letters bring beside what is open: late interest and fees, and copies of the invoices. Looked up for many
/// letters at once, then counted and printed letter by letter without the database.
@Component
class LetterAdditions {
    private static final InterestTerms NO_INTEREST = InterestTerms.legal("");

    private final InterestRates rates;
    private final LatePayments payments;
    private final InvoiceCopies copies;

    LetterAdditions(InterestRates rates, LatePayments payments, InvoiceCopies copies) {
        this.rates = rates;
        this.payments = payments;
        this.copies = copies;
    }

    /// What is looked up. @param today the letters' date
    record Known(
            Map<InvoiceId, List<LateInterest.Payment>> payments,
            InterestTerms terms,
            Map<InvoiceId, PrintedInvoice> printed,
            LocalDate today) {
        LetterCharges charges(ReminderPlan.Letter letter) {
            return LetterCharges.of(letter, payments, terms, today);
        }
    }

    Known known(Collection<ReminderPlan.Letter> letters, LocalDate today) {
        var bearing = letters.stream()
                .filter(letter -> letter.level().interest())
                .flatMap(letter -> letter.items().stream())
                .map(OpenItem::id)
                .toList();
        return new Known(
                payments.of(bearing), bearing.isEmpty() ? NO_INTEREST : rates.own(), copies.wanted(letters), today);
    }

    /// @param taken bytes of the e-mail that the letter itself needs
    InvoiceCopies.Enclosed copies(ReminderPlan.Letter letter, Known known, long taken, String language) {
        return copies.of(letter, known.printed(), taken, language);
    }

    /// What a person should know of late interest that could not be counted.
    static List<Words> notes(LetterCharges charges) {
        return charges.missing().stream()
                .map(day -> Words.of("reminder.note.noRate", day))
                .toList();
    }
}
