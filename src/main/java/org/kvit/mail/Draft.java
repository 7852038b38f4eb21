package org.kvit.mail;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.kvit.base.Refusal;
import org.kvit.document.DocumentId;

/// An e-mail to be written to the [Outbox]. The sender is the company's, so it isn't named here.
///
/// @param customer the customer it is about, if any
/// @param recipients 1 to 50 addresses
/// @param copies up to 50 addresses in copy
/// @param text the body as plain text; every mail has one
/// @param html the same body as HTML, without scripts or anything to be loaded from elsewhere
/// @param language of the body, ISO 639-1
public record Draft(
        Kind kind,
        OptionalLong customer,
        List<String> recipients,
        List<String> copies,
        String subject,
        String text,
        Optional<String> html,
        String language,
        List<Attachment> attachments) {
    private static final int MOST_RECIPIENTS = 50;
    private static final int LONGEST_SUBJECT = 500;

    /// What an e-mail is for.
    public enum Kind {
        REMINDER,
        INVOICE,
        STATEMENT,
        NOTE,
        TEST;

        /// As the database and the API write it.
        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// A file that goes with the mail. @param name as the recipient sees it, such as `Atgādinājums
    /// 2026-11-23.pdf`
    public record Attachment(String name, DocumentId document) {}

    /// @throws Refusal if there is nobody to send it to, or if a header would carry a line break or another
    /// control character: that is how foreign headers and recipients are smuggled in
    public Draft {
        recipients = List.copyOf(recipients);
        copies = List.copyOf(copies);
        attachments = List.copyOf(attachments);
        if (recipients.isEmpty() || recipients.size() > MOST_RECIPIENTS || copies.size() > MOST_RECIPIENTS) {
            throw Refusal.invalid("recipients", "mail.recipients.count", MOST_RECIPIENTS);
        }
        if (subject.length() > LONGEST_SUBJECT) {
            throw Refusal.invalid("subject", "mail.subject.long", LONGEST_SUBJECT);
        }
        refuseControls("subject", Stream.of(subject));
        refuseControls("recipients", recipients.stream());
        refuseControls("copies", copies.stream());
        refuseControls("attachments", attachments.stream().map(Attachment::name));
    }

    /// A short mail to one person, without a customer.
    public static Draft note(Kind kind, String recipient, String subject, String text, String language) {
        return new Draft(
                kind,
                OptionalLong.empty(),
                List.of(recipient),
                List.of(),
                subject,
                text,
                Optional.empty(),
                language,
                List.of());
    }

    static void refuseControls(String field, Stream<String> texts) {
        if (texts.anyMatch(t -> t.chars().anyMatch(Character::isISOControl))) {
            throw Refusal.invalid(field, "mail.header.control");
        }
    }
}
