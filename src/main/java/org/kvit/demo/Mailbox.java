package org.kvit.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// E-mails as they came, one file each (`.eml`), so that they outlive a restart and any mail program opens
/// them. The newest two thousand are kept.
public final class Mailbox {
    static final int MOST = 2000;
    private static final int BETWEEN_SWEEPS = 20;
    private static final String SUFFIX = ".eml";
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    private final Path directory;
    private final AtomicInteger stored = new AtomicInteger();
    /// What was read once: a mail never changes.
    private final Map<String, ReceivedMail> known = new ConcurrentHashMap<>();

    private Mailbox(Path directory) {
        this.directory = directory;
    }

    public static Mailbox in(Path directory) {
        try {
            Files.createDirectories(directory);
            return new Mailbox(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Keeps a mail, whole or not at all, with the envelope that it came in written above it (RFC 5321 4.4).
    void store(String sender, List<String> recipients, byte[] message) throws IOException {
        int number = stored.incrementAndGet();
        var name = NAME.format(Instant.now()) + "-%06d".formatted(number);
        var envelope = new StringBuilder("Return-Path: <").append(sender).append(">\r\n");
        recipients.forEach(r -> envelope.append("Delivered-To: ").append(r).append("\r\n"));
        var temporary = directory.resolve(name + ".new");
        try (var out = Files.newOutputStream(temporary)) {
            out.write(envelope.toString().getBytes(StandardCharsets.UTF_8));
            out.write(message);
        }
        Files.move(temporary, directory.resolve(name + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
        if (number % BETWEEN_SWEEPS == 0) {
            remove(ids().stream().skip(MOST).toList());
        }
    }

    /// Newest first.
    ///
    /// @param recipient part of an address that it was delivered to; empty: any
    /// @param before only mails older than this one; empty: from the newest on
    List<ReceivedMail> list(String recipient, String before, int limit) {
        return ids().stream()
                .filter(id -> before.isEmpty() || id.compareTo(before) < 0)
                .flatMap(id -> find(id).stream())
                .filter(mail -> mail.isTo(recipient))
                .limit(limit)
                .toList();
    }

    int count() {
        return ids().size();
    }

    Optional<ReceivedMail> find(String id) {
        return Optional.ofNullable(known.get(id)).or(() -> {
            var read = file(id).flatMap(file -> ReceivedMail.read(id, file));
            read.ifPresent(mail -> known.put(id, mail));
            return read;
        });
    }

    /// The whole of a mail.
    Optional<OpenedMail> open(String id) {
        return file(id).map(OpenedMail::read);
    }

    void empty() {
        try {
            remove(ids());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remove(List<String> ids) throws IOException {
        for (var id : ids) {
            Files.deleteIfExists(directory.resolve(id + SUFFIX));
            known.remove(id);
        }
    }

    /// Newest first: their names begin with when they came.
    private List<String> ids() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(n -> n.endsWith(SUFFIX))
                    .map(n -> n.substring(0, n.length() - SUFFIX.length()))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<byte[]> file(String id) {
        if (!id.matches("[0-9TZ]{10,30}-[0-9]{6,10}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readAllBytes(directory.resolve(id + SUFFIX)));
        } catch (java.nio.file.NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
