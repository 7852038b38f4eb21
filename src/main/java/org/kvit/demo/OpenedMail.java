package org.kvit.demo;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/// A mail as its reader sees it.
///
/// @param text empty if it has an HTML form only
/// @param html empty if it has a plain form only
public record OpenedMail(
        String from,
        List<String> recipients,
        String subject,
        String messageId,
        String text,
        Optional<String> html,
        List<Attachment> attachments) {
    private static final int DEEPEST = 8;

    /// @param contentType without parameters, such as `application/pdf`
    public record Attachment(String name, String contentType, byte[] bytes) {
        public boolean isPdf() {
            return contentType.equals("application/pdf");
        }
    }

    static OpenedMail read(byte[] file) {
        try {
            var message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(file));
            var parts = new Parts();
            parts.collect(message, 0);
            return new OpenedMail(
                    decoded(message.getHeader("From", ", ")),
                    List.of(Optional.ofNullable(message.getHeader("Delivered-To"))
                            .orElse(new String[0])),
                    decoded(message.getHeader("Subject", null)),
                    decoded(message.getHeader("Message-ID", null)),
                    parts.text.toString(),
                    Optional.of(parts.html.toString()).filter(h -> !h.isEmpty()),
                    List.copyOf(parts.attachments));
        } catch (MessagingException e) {
            throw new IllegalStateException("a mail can't be read", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String decoded(@org.jspecify.annotations.Nullable String header) throws IOException {
        return header == null ? "" : MimeUtility.decodeText(MimeUtility.unfold(header));
    }

    private static final class Parts {
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder html = new StringBuilder();
        private final List<Attachment> attachments = new ArrayList<>();

        void collect(Part part, int depth) throws MessagingException, IOException {
            if (depth < DEEPEST && part.getContent() instanceof Multipart several) {
                for (int i = 0; i < several.getCount(); i++) {
                    BodyPart inner = several.getBodyPart(i);
                    collect(inner, depth + 1);
                }
            } else if (part.getFileName() != null || !part.isMimeType("text/*")) {
                attachments.add(new Attachment(
                        decoded(part.getFileName()),
                        part.getContentType().split(";", 2)[0].strip().toLowerCase(Locale.ROOT),
                        part.getInputStream().readAllBytes()));
            } else {
                (part.isMimeType("text/html") ? html : text).append(part.getContent());
            }
        }
    }
}
