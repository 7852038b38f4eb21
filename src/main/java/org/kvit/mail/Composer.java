package org.kvit.mail;

import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kvit.document.DocumentId;
import org.kvit.document.Documents;

/// Makes the message that goes over the wire (RFC 5322, MIME) of what stands in the outbox. The same mail gives
/// the same message every time: what is shown later is what was sent, and a second attempt repeats the first to
/// the byte.
final class Composer {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    private Composer() {}

    /// @param files the bytes of its attachments
    /// @throws MessagingException if one of them is missing, or something in the mail can't be put into a
    /// message
    static MimeMessage message(Mail mail, Map<DocumentId, Documents.Content> files) throws MessagingException {
        try {
            var message = new Numbered(mail.messageId());
            headers(message, mail);
            if (mail.attachments().isEmpty()) {
                body(message, mail);
            } else {
                message.setContent(withAttachments(mail, files));
            }
            message.saveChanges();
            return message;
        } catch (UnsupportedEncodingException e) {
            throw new MessagingException("every Java has UTF-8", e);
        }
    }

    private static void headers(MimeMessage message, Mail mail)
            throws MessagingException, UnsupportedEncodingException {
        message.setFrom(address(mail.sender(), mail.senderName()));
        if (mail.replyTo().flatMap(Addresses::ascii).isPresent()) {
            message.setReplyTo(new InternetAddress[] {address(mail.replyTo().get(), Optional.empty())});
        }
        message.setRecipients(RecipientType.TO, addresses(mail.recipients()));
        message.setRecipients(RecipientType.CC, addresses(mail.copies()));
        message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        message.setHeader("Date", DATE.format(mail.createdAt().atOffset(ZoneOffset.UTC)));
        message.setHeader("Content-Language", mail.language());
        if (mail.kind().equals(Draft.Kind.REMINDER.code())) {
            // RFC 3834: so that no holiday notice answers it.
            message.setHeader("Auto-Submitted", "auto-generated");
        }
    }

    private static MimeMultipart withAttachments(Mail mail, Map<DocumentId, Documents.Content> files)
            throws MessagingException {
        var mixed = new Parts("mixed", mail);
        var body = new MimeBodyPart();
        body(body, mail);
        mixed.addBodyPart(body);
        for (var attachment : mail.attachments()) {
            var content = files.get(attachment.document());
            if (content == null) {
                throw new MessagingException("the attachment " + attachment.name() + " is missing");
            }
            mixed.addBodyPart(file(attachment, content));
        }
        return mixed;
    }

    private static void body(MimePart part, Mail mail) throws MessagingException {
        if (mail.html().isEmpty()) {
            text(part, mail.text(), "plain");
            return;
        }
        var either = new Parts("alternative", mail);
        for (var form : List.of(
                Map.entry("plain", mail.text()), Map.entry("html", mail.html().get()))) {
            var one = new MimeBodyPart();
            text(one, form.getValue(), form.getKey());
            either.addBodyPart(one);
        }
        part.setContent(either);
    }

    private static void text(MimePart part, String text, String form) throws MessagingException {
        part.setText(text.replaceAll("\\r?\\n", "\r\n"), StandardCharsets.UTF_8.name(), form);
    }

    private static MimeBodyPart file(Mail.Attachment attachment, Documents.Content content) throws MessagingException {
        var part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(content.bytes(), content.contentType())));
        part.setFileName(attachment.name());
        part.setDisposition(Part.ATTACHMENT);
        part.setHeader("Content-Transfer-Encoding", "base64"); // plain text too: its line ends stay as they are
        return part;
    }

    private static InternetAddress[] addresses(List<String> addresses) {
        return addresses.stream()
                .flatMap(a -> Addresses.ascii(a).stream())
                .map(Composer::address)
                .toArray(InternetAddress[]::new);
    }

    private static InternetAddress address(String ascii) {
        var address = new InternetAddress();
        address.setAddress(ascii);
        return address;
    }

    private static InternetAddress address(String given, Optional<String> name) throws UnsupportedEncodingException {
        var address = address(Addresses.ascii(given).orElse(given));
        if (name.isPresent()) {
            address.setPersonal(name.get(), StandardCharsets.UTF_8.name());
        }
        return address;
    }

    /// A message that keeps the Message-ID which it got in the outbox.
    private static final class Numbered extends MimeMessage {
        private final String messageId;

        Numbered(String messageId) {
            super((Session) null);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }

    /// Parts whose boundary follows from the Message-ID. `=_` stands in no encoded text.
    private static final class Parts extends MimeMultipart {
        Parts(String subtype, Mail mail) {
            super(subtype);
            var number = mail.messageId().replaceAll("[^A-Za-z0-9]|@.*", "");
            contentType = "multipart/" + subtype + "; boundary=\"=_" + subtype + "_" + number + "\"";
        }
    }
}
