package org.kvit.reminder;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.kvit.document.Documents;
import org.kvit.mail.Draft;
import org.kvit.mail.MailId;
import org.kvit.mail.Outbox;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Letters that a person sends to themselves to see what customers get. They are marked as tests, belong to no
/// customer, and count for nothing: no reminder, no correspondence.
@Component
class TestLetters {
    private static final String PDF = "application/pdf";

    private final ReminderLetter letters;
    private final Documents documents;
    private final Outbox outbox;

    TestLetters(ReminderLetter letters, Documents documents, Outbox outbox) {
        this.letters = letters;
        this.documents = documents;
        this.outbox = outbox;
    }

    /// @param letter its wording marked as a test
    /// @throws org.kvit.base.Refusal if the company has no sender address
    @Transactional
    public MailId send(LetterModel letter, String to) {
        if (letter.wording().notice().isEmpty()) {
            throw new IllegalArgumentException("a test letter that isn't marked as one");
        }
        var file = documents.put(letters.pdf(letter), PDF);
        return outbox.write(new Draft(
                Draft.Kind.TEST,
                OptionalLong.empty(),
                List.of(to),
                List.of(),
                letters.subject(letter),
                letters.text(letter),
                Optional.of(letters.html(letter)),
                letter.language(),
                List.of(new Draft.Attachment("TEST-" + letters.fileName(letter), file))));
    }
}
