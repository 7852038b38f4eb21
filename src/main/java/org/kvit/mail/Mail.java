package org.kvit.mail;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.kvit.base.Words;
import org.kvit.document.DocumentId;

/// An e-mail as it stands in the outbox: what it says and what became of it.
///
/// @param messageId RFC 5322 Message-ID with its angle brackets
/// @param returnPath where what can't be delivered goes; empty: the sender
/// @param blindCopies who gets it without standing in it: the archive
/// @param attempts how often a server was asked to take it
/// @param nextAttemptAt when it is tried (again); only of a queued one
/// @param problem why it isn't sent, or not to all of its recipients
/// @param decision what a person made of a failed or uncertain one
/// @param bounces recipients that it came back from after it was sent
public record Mail(
        MailId id,
        String messageId,
        String kind,
        OptionalLong customer,
        Optional<MailId> resendOf,
        String sender,
        Optional<String> senderName,
        Optional<String> returnPath,
        Optional<String> replyTo,
        List<String> recipients,
        List<String> copies,
        List<String> blindCopies,
        String subject,
        String text,
        Optional<String> html,
        String language,
        MailState state,
        int attempts,
        Optional<Instant> nextAttemptAt,
        Optional<Words> problem,
        Optional<String> createdBy,
        Instant createdAt,
        Optional<Instant> sentAt,
        Optional<Decision> decision,
        List<Attachment> attachments,
        List<Bounce> bounces) {

    /// A file that goes with it. @param size in bytes
    public record Attachment(String name, String contentType, long size, DocumentId document) {}

    /// That it didn't reach a recipient, as their mail server wrote back.
    ///
    /// @param permanent it never will; otherwise it may, later
    /// @param status enhanced status code (RFC 3463), such as `5.1.1`
    /// @param words the server's own
    public record Bounce(String recipient, boolean permanent, String status, String words) {}

    /// What a person decided. @param arrived true: it did arrive; false: it was sent again
    public record Decision(boolean arrived, Optional<String> by, Instant at) {}

    /// Whether it came back from somebody for good.
    public boolean bounced() {
        return bounces.stream().anyMatch(Bounce::permanent);
    }

    /// Whether a person has to say what becomes of it.
    public boolean waitsForPerson() {
        return (state == MailState.UNCERTAIN || state == MailState.FAILED) && decision.isEmpty();
    }
}
