package org.kvit.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A message that came, as far as it concerns us.
///
/// @param messageId with its angle brackets, or empty
/// @param sender the address in From, lower case; empty if there is none that can be read
/// @param text up to [#LONGEST_TEXT] characters
/// @param attachments their names, those that were read
/// @param answers the Message-IDs that it answers, or that it reports on; the nearest first
/// @param failures of a bounce: whom it didn't reach
public record Incoming(
        Kind kind,
        String messageId,
        String sender,
        String senderName,
        String subject,
        String text,
        List<String> attachments,
        Optional<Instant> writtenAt,
        List<String> answers,
        List<Failure> failures) {
    static final int LONGEST_TEXT = 15_000;

    public enum Kind {
        /// somebody wrote it
        REPLY,
        /// a mail server could not deliver ours
        BOUNCE,
        /// a program answered: out of office, received, delayed
        AUTO;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /// @param recipient lower case; empty: the only one that there was
    /// @param permanent by the status' class (RFC 3463): 5, otherwise 4
    /// @param status such as `5.1.1`
    /// @param words the server's own, one line
    public record Failure(String recipient, boolean permanent, String status, String words) {}
}
