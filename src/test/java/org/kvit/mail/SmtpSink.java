package org.kvit.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// A mail server for tests that counts what it takes, and misbehaves as it is told: says "not now" or "no" to any
/// command, cuts the connection before or after the end of a message, or never answers.
///
/// What it was given whole counts as delivered, also if it then cut the connection without an answer: that is the worst
/// that a real server may do.
public final class SmtpSink implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final ServerSocket door;
    private final Set<Socket> guests = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> delivered = new HashMap<>();
    private final Map<String, Integer> deliveredTo = new HashMap<>();
    private final List<Received> messages = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile boolean keeping = true;
    private volatile Function<String, Reply> atCommand = _ -> Reply.OK;
    private volatile Function<Received, Reply> atEnd = _ -> Reply.OK;
    private volatile int cutAfterBodyLines = -1;

    /// What it does next.
    public enum Does {
        ANSWER,
        /// closes the connection
        CUT,
        /// says nothing until it is closed
        HANG
    }

    /// @param words the answer, code first
    public record Reply(Does does, String words) {
        public static final Reply OK = new Reply(Does.ANSWER, "250 2.0.0 taken");
        public static final Reply CUT = new Reply(Does.CUT, "");
        public static final Reply HANG = new Reply(Does.HANG, "");

        public static Reply of(String words) {
            return new Reply(Does.ANSWER, words);
        }
    }

    /// A message as it came. @param recipients as named to the server @param raw header and body, with LF line ends
    public record Received(String messageId, String sender, List<String> recipients, String raw) {
        /// A header's value, unfolded; empty if there is none.
        public String header(String name) {
            var head = raw.substring(0, raw.indexOf("\n\n") + 1).replaceAll("\n[ \t]+", " ");
            return head.lines()
                    .filter(l -> l.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(l -> l.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    private SmtpSink(int port) throws IOException {
        door = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    }

    public static SmtpSink open() {
        return openAt(0);
    }

    /// One that comes back where another was closed.
    public static SmtpSink openAt(int port) {
        try {
            var sink = new SmtpSink(port);
            Thread.ofVirtual().start(sink::welcome);
            return sink;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "smtp://127.0.0.1:" + port();
    }

    public int port() {
        return door.getLocalPort();
    }

    /// Counts only, and keeps no message: for thousands.
    public SmtpSink countingOnly() {
        keeping = false;
        return this;
    }

    /// What it answers to EHLO, MAIL, RCPT, DATA and RSET, by the whole line; [Reply#OK] means the usual answer.
    public SmtpSink atCommand(Function<String, Reply> reply) {
        atCommand = reply;
        return this;
    }

    /// What it answers to the end of a message.
    public SmtpSink atEnd(Function<Received, Reply> reply) {
        atEnd = reply;
        return this;
    }

    /// Cuts the connection after so many lines of a message's content; -1: never.
    public SmtpSink cutAfterBodyLines(int lines) {
        cutAfterBodyLines = lines;
        return this;
    }

    /// How often each message was taken, by Message-ID.
    public synchronized Map<String, Integer> delivered() {
        return Map.copyOf(delivered);
    }

    /// How many messages each address was given.
    public synchronized Map<String, Integer> deliveredTo() {
        return Map.copyOf(deliveredTo);
    }

    public synchronized List<Received> messages() {
        return List.copyOf(messages);
    }

    /// The messages to one address.
    public List<Received> to(String address) {
        return messages().stream().filter(m -> m.recipients().contains(address)).toList();
    }

    public int connections() {
        return connections.get();
    }

    /// Waits until it has taken so many different messages.
    public void await(int different) {
        await(() -> delivered.size() >= different);
    }

    private synchronized void await(BooleanSupplier reached) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!reached.getAsBoolean()) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError("only " + delivered.size() + " messages came in " + PATIENCE);
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        closeAll(List.of(door));
        closeAll(guests);
    }

    private static void closeAll(Collection<? extends java.io.Closeable> all) {
        for (var one : all) {
            try {
                one.close();
            } catch (IOException e) {
                // closed it is
            }
        }
    }

    private void welcome() {
        while (!door.isClosed()) {
            try {
                var guest = door.accept();
                guest.setTcpNoDelay(true);
                guests.add(guest);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> new Conversation(guest).hold());
            } catch (IOException e) {
                return;
            }
        }
    }

    private synchronized void take(Received message) {
        delivered.merge(message.messageId(), 1, Integer::sum);
        message.recipients().forEach(r -> deliveredTo.merge(r, 1, Integer::sum));
        if (keeping) {
            messages.add(message);
        }
        notifyAll();
    }

    private final class Conversation {
        private final Socket guest;
        private String sender = "";
        private List<String> recipients = new ArrayList<>();

        Conversation(Socket guest) {
            this.guest = guest;
        }

        void hold() {
            try (guest;
                    var in = new BufferedReader(
                            new InputStreamReader(guest.getInputStream(), StandardCharsets.ISO_8859_1))) {
                var out = guest.getOutputStream();
                say(out, "220 sink ESMTP");
                for (var line = in.readLine(); line != null; line = in.readLine()) {
                    if (!answer(line, in, out)) {
                        return;
                    }
                }
            } catch (IOException e) {
                // the guest has left
            } finally {
                guests.remove(guest);
            }
        }

        /// @return whether the conversation goes on
        private boolean answer(String line, BufferedReader in, OutputStream out) throws IOException {
            var verb = line.toUpperCase(java.util.Locale.ROOT).split("[ :]")[0];
            var reply = atCommand.apply(line);
            if (!reply.equals(Reply.OK)) {
                return follow(reply, in, out);
            }
            switch (verb) {
                case "EHLO", "HELO" -> say(out, "250 sink");
                case "MAIL" -> {
                    sender = path(line);
                    recipients = new ArrayList<>();
                    say(out, "250 2.1.0 ok");
                }
                case "RCPT" -> {
                    recipients.add(path(line));
                    say(out, "250 2.1.5 ok");
                }
                case "DATA" -> {
                    say(out, "354 go ahead");
                    return end(in, out);
                }
                case "QUIT" -> {
                    say(out, "221 bye");
                    return false;
                }
                default -> say(out, "250 2.0.0 ok");
            }
            return true;
        }

        private boolean end(BufferedReader in, OutputStream out) throws IOException {
            var raw = new StringBuilder();
            int lines = 0;
            for (var line = in.readLine(); !".".equals(line); line = in.readLine()) {
                if (line == null || lines++ == cutAfterBodyLines) {
                    return false; // without its end it is no message
                }
                raw.append(line.startsWith(".") ? line.substring(1) : line).append('\n');
            }
            var message = new Received("", sender, List.copyOf(recipients), raw.toString());
            message = new Received(message.header("Message-ID"), sender, message.recipients(), message.raw());
            var reply = atEnd.apply(message);
            if (reply.does() != Does.ANSWER || reply.words().startsWith("2")) {
                take(message);
            }
            return follow(reply, in, out);
        }

        private boolean follow(Reply reply, BufferedReader in, OutputStream out) throws IOException {
            switch (reply.does()) {
                case ANSWER -> say(out, reply.words());
                case CUT -> {
                    return false;
                }
                case HANG -> {
                    return in.read() >= 0; // until the guest gives up
                }
            }
            return true;
        }

        private static String path(String line) {
            return line.replaceAll("^[^<]*<([^>]*)>.*$", "$1");
        }

        private static void say(OutputStream out, String words) throws IOException {
            out.write((words + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
    }
}
