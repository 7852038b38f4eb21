package org.kvit.inbox;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.ParseException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the parts of a message hold: its text, a delivery status with the headers of the mail that it is about, and the
/// names of its files. So many parts, so deep, so many bytes each, and no more.
final class MessageParts {
    private static final int DEEPEST = 8;
    private static final int MOST_PARTS = 100;
    private static final int MOST_FILES = 50;
    private static final int MOST_BYTES = 256 * 1024;

    private final List<String> attachments = new ArrayList<>();
    private String plain = "";
    private String html = "";
    private String deliveryStatus = "";
    private String originalHeaders = "";
    private int parts;

    void take(Part part) {
        take(part, 0);
    }

    /// Plain, also if it came as HTML only.
    String text() {
        return plain.isBlank() ? PlainText.ofHtml(html) : PlainText.clean(plain);
    }

    List<String> attachments() {
        return List.copyOf(attachments);
    }

    String deliveryStatus() {
        return deliveryStatus;
    }

    String originalHeaders() {
        return originalHeaders;
    }

    private void take(Part part, int depth) {
        if (depth > DEEPEST || ++parts > MOST_PARTS) {
            return;
        }
        try {
            var type = type(part);
            if (type.match("multipart/*")) {
                var multipart = new MimeMultipart(part.getDataHandler().getDataSource());
                for (int i = 0; i < multipart.getCount() && parts <= MOST_PARTS; i++) {
                    take(multipart.getBodyPart(i), depth + 1);
                }
            } else {
                leaf(part, type);
            }
        } catch (MessagingException | IOException | RuntimeException e) {
            // what can't be read is left out; the rest counts
        }
    }

    private void leaf(Part part, ContentType type) throws MessagingException, IOException {
        if (type.match("message/delivery-status") || type.match("message/global-delivery-status")) {
            deliveryStatus += decoded(part, type);
        } else if (type.match("text/rfc822-headers")
                || type.match("message/rfc822")
                || type.match("message/global")
                || type.match("message/global-headers")) {
            originalHeaders += decoded(part, type);
            name(part, type).ifPresent(this::attach);
        } else if (isFile(part) || !type.getPrimaryType().equalsIgnoreCase("text")) {
            attach(name(part, type).orElse("?"));
        } else if (type.match("text/html")) {
            html = html.isEmpty() ? decoded(part, type) : html;
        } else if (plain.isEmpty()) {
            plain = decoded(part, type);
        }
    }

    private void attach(String name) {
        if (attachments.size() < MOST_FILES) {
            attachments.add(IncomingReader.line(name));
        }
    }

    private static boolean isFile(Part part) throws MessagingException {
        return Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
    }

    private static Optional<String> name(Part part, ContentType type) {
        try {
            return Optional.ofNullable(part.getFileName())
                    .or(() -> Optional.ofNullable(type.getParameter("name")))
                    .map(IncomingReader::decoded);
        } catch (MessagingException e) {
            return Optional.empty();
        }
    }

    private static ContentType type(Part part) throws MessagingException {
        try {
            return new ContentType(Optional.ofNullable(part.getContentType()).orElse("text/plain"));
        } catch (ParseException e) {
            return new ContentType("text", "plain", null);
        }
    }

    private static String decoded(Part part, ContentType type) throws MessagingException, IOException {
        byte[] bytes;
        try (InputStream in = part.getInputStream()) {
            bytes = in.readNBytes(MOST_BYTES);
        }
        var named = Optional.ofNullable(type.getParameter("charset")).flatMap(MessageParts::charset);
        if (named.isPresent() && !named.get().equals(StandardCharsets.US_ASCII)) {
            return new String(bytes, named.get());
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private static Optional<Charset> charset(String name) {
        try {
            return Optional.of(Charset.forName(name.strip().toLowerCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
