package org.kvit.inbox;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.SequencedSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Says what a message is and what it says. Pure: bytes in, [Incoming] out. Whatever they hold, it ends soon, throws
/// nothing, and leaves out what can't be read.
final class IncomingReader {
    private static final Session SESSION = Session.getInstance(lenient());
    private static final Pattern ID = Pattern.compile("<[^<>\\s]{3,250}>");
    private static final Pattern NAMED_ID = Pattern.compile("(?i)Message-ID:[ \t\r\n]*(<[^<>\\s]{3,250}>)");
    private static final Pattern SAID_NO =
            Pattern.compile("(?m)^.{0,200}\\b(5\\d\\d[ -]|5\\.\\d{1,3}\\.\\d{1,3}\\b).{0,400}$");
    private static final Pattern STATUS = Pattern.compile("\\b5\\.\\d{1,3}\\.\\d{1,3}\\b");
    private static final int MOST_IDS = 60;
    private static final int LONGEST_HEADER = 500;

    private IncomingReader() {}

    private static Properties lenient() {
        var properties = new Properties();
        properties.put("mail.mime.address.strict", "false");
        return properties;
    }

    /// @param bytes a message (RFC 5322), perhaps cut at the end
    static Incoming read(byte[] bytes) {
        try {
            return read(new MimeMessage(SESSION, new ByteArrayInputStream(bytes)));
        } catch (MessagingException | RuntimeException e) {
            return new Incoming(
                    Incoming.Kind.AUTO, "", "", "", "", "", List.of(), Optional.empty(), List.of(), List.of());
        }
    }

    private static Incoming read(MimeMessage message) {
        var parts = new MessageParts();
        parts.take(message);
        var report = DeliveryReport.read(parts.deliveryStatus());
        var from = from(message);
        var text = parts.text();
        boolean bounce =
                !report.failures().isEmpty() || (parts.deliveryStatus().isEmpty() && isFromAMailServer(message, from));
        var answers = new LinkedHashSet<String>();
        if (bounce || !report.delays().isEmpty()) {
            ids(parts.originalHeaders(), NAMED_ID, answers);
            ids(text, NAMED_ID, answers);
        }
        ids(header(message, "In-Reply-To"), ID, answers);
        nearestFirst(header(message, "References"), answers);
        return new Incoming(
                bounce ? Incoming.Kind.BOUNCE : isAutomatic(message, parts) ? Incoming.Kind.AUTO : Incoming.Kind.REPLY,
                firstId(header(message, "Message-ID")),
                from.map(f -> Optional.ofNullable(f.getAddress()).orElse("").toLowerCase(Locale.ROOT))
                        .map(IncomingReader::line)
                        .orElse(""),
                from.flatMap(f -> Optional.ofNullable(f.getPersonal()))
                        .map(IncomingReader::line)
                        .orElse(""),
                line(decoded(header(message, "Subject"))),
                text,
                parts.attachments(),
                written(message),
                answers.stream().limit(MOST_IDS).toList(),
                bounce && report.failures().isEmpty()
                        ? untold(header(message, "X-Failed-Recipients"), text)
                        : bounce ? report.failures() : report.delays());
    }

    /// A bounce of a server that doesn't speak RFC 3464: it names who failed in a header, or there was only one.
    private static List<Incoming.Failure> untold(String recipients, String text) {
        var said = SAID_NO.matcher(text);
        if (!said.find()) {
            return List.of();
        }
        var words = DeliveryReport.line(said.group());
        var status = STATUS.matcher(words);
        var code = status.find() ? status.group() : "5.0.0";
        var failures = new ArrayList<Incoming.Failure>();
        for (var recipient : recipients.split("[,\\s]+", MOST_IDS)) {
            failures.add(new Incoming.Failure(recipient.toLowerCase(Locale.ROOT), true, code, words));
        }
        return failures;
    }

    private static boolean isFromAMailServer(MimeMessage message, Optional<InternetAddress> from) {
        var sender = from.map(InternetAddress::getAddress).orElse("").toLowerCase(Locale.ROOT);
        return sender.startsWith("mailer-daemon@")
                || sender.equals("mailer-daemon")
                || !header(message, "X-Failed-Recipients").isEmpty()
                || (sender.startsWith("postmaster@")
                        && header(message, "Return-Path").strip().equals("<>"));
    }

    /// RFC 3834, and what was usual before it.
    private static boolean isAutomatic(MimeMessage message, MessageParts parts) {
        var submitted = header(message, "Auto-Submitted").strip().toLowerCase(Locale.ROOT);
        var precedence = header(message, "Precedence").strip().toLowerCase(Locale.ROOT);
        return (!submitted.isEmpty() && !submitted.startsWith("no"))
                || !parts.deliveryStatus().isEmpty()
                || List.of("bulk", "junk", "list", "auto_reply").contains(precedence)
                || !header(message, "X-Autoreply").isEmpty()
                || !header(message, "X-Autorespond").isEmpty()
                || !header(message, "List-Id").isEmpty()
                || header(message, "Return-Path").strip().equals("<>");
    }

    private static void ids(String text, Pattern pattern, SequencedSet<String> into) {
        var found = pattern.matcher(text);
        while (into.size() < MOST_IDS && found.find()) {
            into.add(found.group(found.groupCount()));
        }
    }

    private static void nearestFirst(String references, SequencedSet<String> into) {
        var all = new LinkedHashSet<String>();
        ids(references.substring(Math.max(0, references.length() - 20_000)), ID, all);
        into.addAll(all.reversed());
    }

    private static String firstId(String header) {
        var id = ID.matcher(header);
        return id.find() ? id.group() : "";
    }

    private static Optional<InternetAddress> from(MimeMessage message) {
        try {
            Address @Nullable [] from = message.getFrom();
            return from != null && from.length > 0 && from[0] instanceof InternetAddress address
                    ? Optional.of(address)
                    : Optional.empty();
        } catch (MessagingException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> written(MimeMessage message) {
        try {
            return Optional.ofNullable(message.getSentDate()).map(d -> d.toInstant());
        } catch (MessagingException e) {
            return Optional.empty();
        }
    }

    static String header(Part part, String name) {
        try {
            var values = part.getHeader(name);
            return values == null ? "" : String.join(" ", values);
        } catch (MessagingException e) {
            return "";
        }
    }

    static String decoded(String header) {
        try {
            return MimeUtility.decodeText(MimeUtility.unfold(header));
        } catch (IOException | RuntimeException e) {
            return header;
        }
    }

    static String line(String text) {
        var line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= LONGEST_HEADER ? line : line.substring(0, LONGEST_HEADER);
    }
}
