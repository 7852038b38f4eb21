package org.kvit.reminder;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kvit.base.Words;
import org.kvit.mail.Draft;

/// A letter in its final form.
///
/// @param email still without what is attached; empty if it goes by other ways only
/// @param faxes the e-mails to the fax gateway, one a number, still without the letter
/// @param charges what it asks for beside what is open
/// @param enclosed copies of invoices that go with the e-mail
record Rendered(
        Ordered ordered,
        ReminderPlan.Letter letter,
        Optional<Draft> email,
        List<Draft> faxes,
        String language,
        byte[] pdf,
        String fileName,
        LetterCharges charges,
        InvoiceCopies.Enclosed enclosed) {
    Rendered {
        faxes = List.copyOf(faxes);
        if (faxes.size() != letter.faxes().size()) {
            throw new IllegalArgumentException("a fax for each number");
        }
    }

    /// What a person should know of how it went out.
    List<Words> notes() {
        return Stream.concat(LetterAdditions.notes(charges).stream(), enclosed.note().stream())
                .toList();
    }
}
