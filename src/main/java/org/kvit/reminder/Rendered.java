package org.kvit.reminder;

import java.util.List;
import java.util.stream.Stream;
import org.kvit.base.Words;
import org.kvit.mail.Draft;

/// A letter in its final form.
///
/// @param draft its e-mail, still without what is attached
/// @param charges what it asks for beside what is open
/// @param enclosed copies of invoices that go with the e-mail
record Rendered(
        Ordered ordered,
        ReminderPlan.Letter letter,
        Draft draft,
        byte[] pdf,
        String fileName,
        LetterCharges charges,
        InvoiceCopies.Enclosed enclosed) {
    /// What a person should know of how it went out.
    List<Words> notes() {
        return Stream.concat(LetterAdditions.notes(charges).stream(), enclosed.note().stream())
                .toList();
    }
}
