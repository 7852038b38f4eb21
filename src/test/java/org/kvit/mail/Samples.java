package org.kvit.mail;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Mails as they stand in the outbox, for tests that need no database.
final class Samples {
    private Samples() {}

    static Mail mail(String line, int times) {
        return mail(
                "office@baltic.example",
                "Baltic Freight SIA",
                List.of("janis@debtor.example"),
                "Labdien",
                line.repeat(times),
                List.of());
    }

    static Mail mail(
            String sender,
            String senderName,
            List<String> recipients,
            String subject,
            String text,
            List<Mail.Attachment> attachments) {
        return new Mail(
                new MailId(1),
                "<0123456789abcdef@baltic.example>",
                "reminder",
                OptionalLong.empty(),
                Optional.empty(),
                sender,
                Optional.of(senderName),
                Optional.empty(),
                Optional.empty(),
                recipients,
                List.of(),
                List.of(),
                subject,
                text,
                Optional.empty(),
                "lv",
                MailState.CLAIMED,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Instant.parse("2026-11-23T08:05:09Z"),
                Optional.empty(),
                Optional.empty(),
                attachments,
                List.of());
    }
}
