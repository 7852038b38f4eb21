package org.kvit.demo;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A mail in the list.
///
/// @param id begins with when it came
/// @param recipients whom it was delivered to, also blind copies
/// @param attachments their file names
public record ReceivedMail(String id, List<String> recipients, String subject, List<String> attachments) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS");

    static Optional<ReceivedMail> read(String id, byte[] file) {
        var mail = OpenedMail.read(file);
        return Optional.of(new ReceivedMail(
                id,
                mail.recipients(),
                mail.subject(),
                mail.attachments().stream().map(OpenedMail.Attachment::name).toList()));
    }

    public Instant at() {
        return LocalDateTime.parse(id.substring(0, id.indexOf('Z')), TIME).toInstant(ZoneOffset.UTC);
    }

    /// @param part of an address; upper or lower case are the same
    boolean isTo(String part) {
        var wanted = part.strip().toLowerCase(Locale.ROOT);
        return recipients.stream().anyMatch(r -> r.toLowerCase(Locale.ROOT).contains(wanted));
    }
}
