package org.kvit.demo;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One client at the [SmtpReceiver], by RFC 5321: as much of it as a client of ours or anybody else's may use
/// without encryption and sign-in.
final class SmtpConversation {
    private static final int LARGEST_MESSAGE = 32 << 20;
    private static final int LONGEST_LINE = 4096;
    private static final int MOST_RECIPIENTS = 100; // RFC 5321 4.5.3.1.8
    private static final String EHLO =
            "250-kvit-demo\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-ENHANCEDSTATUSCODES\r\n250 SIZE "
                    + LARGEST_MESSAGE;

    private final InputStream in;
    private final OutputStream out;
    private final Mailbox mailbox;
    private final List<String> recipients = new ArrayList<>();
    private String sender = "";
    private boolean begun;

    SmtpConversation(InputStream in, OutputStream out, Mailbox mailbox) {
        this.in = new BufferedInputStream(in, 1 << 14);
        this.out = out;
        this.mailbox = mailbox;
    }

    /// @param welcome false when too many are here already
    void hold(boolean welcome) throws IOException {
        say(welcome ? "220 kvit-demo ESMTP" : "421 4.7.0 too many connections");
        boolean goesOn = welcome;
        while (goesOn) {
            var line = new ByteArrayOutputStream();
            if (!readLine(line, LONGEST_LINE)) {
                return;
            }
            goesOn = line.size() > LONGEST_LINE ? refuse("500 5.5.6 line too long") : answer(text(line));
        }
    }

    /// @return whether the conversation goes on
    private boolean answer(String line) throws IOException {
        var verb = line.toUpperCase(Locale.ROOT).split("[ :]", 2)[0];
        return switch (verb) {
            case "EHLO" -> reset(EHLO);
            case "HELO" -> reset("250 kvit-demo");
            case "MAIL" -> from(line);
            case "RCPT" -> to(line);
            case "DATA" -> data();
            case "RSET" -> reset("250 2.0.0 forgotten");
            case "NOOP" -> say("250 2.0.0 ok");
            case "VRFY" -> say("252 2.1.5 send some mail, it will be taken");
            case "QUIT" -> !say("221 2.0.0 bye");
            default -> say("502 5.5.1 not known here");
        };
    }

    private boolean from(String line) throws IOException {
        if (!line.matches("(?i)MAIL FROM:\\s*<[^<>]*>.*")) {
            return refuse("501 5.5.4 MAIL FROM:<address>");
        }
        reset("");
        sender = path(line);
        begun = true;
        return say("250 2.1.0 ok");
    }

    private boolean to(String line) throws IOException {
        if (!begun) {
            return refuse("503 5.5.1 MAIL first");
        }
        if (!line.matches("(?i)RCPT TO:\\s*<[^<>\\s]+@[^<>\\s]+>.*")) {
            return refuse("501 5.1.3 RCPT TO:<address>");
        }
        if (recipients.size() == MOST_RECIPIENTS) {
            return refuse("452 4.5.3 too many recipients");
        }
        recipients.add(path(line));
        return say("250 2.1.5 ok");
    }

    private boolean data() throws IOException {
        if (recipients.isEmpty()) {
            return refuse("503 5.5.1 RCPT first");
        }
        say("354 end with <CRLF>.<CRLF>");
        var message = new ByteArrayOutputStream();
        var line = new ByteArrayOutputStream();
        while (readLine(line, LARGEST_MESSAGE)) {
            var bytes = line.toByteArray();
            if (bytes.length == 1 && bytes[0] == '.') {
                return take(message);
            }
            int stuffed = bytes.length > 0 && bytes[0] == '.' ? 1 : 0;
            if (message.size() <= LARGEST_MESSAGE) {
                message.write(bytes, stuffed, bytes.length - stuffed);
                message.write('\r');
                message.write('\n');
            }
            line.reset();
        }
        return false; // without its end it is no message
    }

    private boolean take(ByteArrayOutputStream message) throws IOException {
        if (message.size() > LARGEST_MESSAGE) {
            return reset("552 5.3.4 message too large");
        }
        mailbox.store(sender, List.copyOf(recipients), message.toByteArray());
        return reset("250 2.0.0 taken");
    }

    private boolean reset(String words) throws IOException {
        sender = "";
        begun = false;
        recipients.clear();
        return words.isEmpty() || say(words);
    }

    private boolean refuse(String words) throws IOException {
        return say(words);
    }

    private boolean say(String words) throws IOException {
        out.write((words + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return true;
    }

    /// A line without its end. What is longer than `most` is read on, but not kept.
    /// @return false at the end of the connection
    private boolean readLine(ByteArrayOutputStream line, int most) throws IOException {
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                return true;
            }
            if (b != '\r' && line.size() <= most) {
                line.write(b);
            }
        }
        return false;
    }

    private static String text(ByteArrayOutputStream line) {
        return line.toString(StandardCharsets.UTF_8);
    }

    private static String path(String line) {
        return line.substring(line.indexOf('<') + 1, line.indexOf('>')).strip();
    }
}
