package org.kvit.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.kvit.base.Refusal;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A backup that is read. @see Backup for what is in it
record BackupFile(ZipFile zip, BackupManifest manifest) implements AutoCloseable {
    /// @throws Refusal if it is none, or not all of one
    static BackupFile open(Path file) {
        try {
            var zip = new ZipFile(file.toFile());
            var manifest = manifest(zip).filter(m -> m.format() == BackupManifest.FORMAT);
            if (manifest.isPresent()) {
                return new BackupFile(zip, manifest.get());
            }
            zip.close();
        } catch (IOException e) {
            throw Refusal.of(
                    Refusal.Kind.UNSUPPORTED,
                    "database.restore.unreadable",
                    file.toString(),
                    String.valueOf(e.getMessage()));
        }
        throw Refusal.of(Refusal.Kind.UNSUPPORTED, "database.restore.noBackup", file.toString());
    }

    private static Optional<BackupManifest> manifest(ZipFile zip) throws IOException {
        var entry = zip.getEntry(Backup.MANIFEST);
        if (entry == null) {
            return Optional.empty();
        }
        try (var in = zip.getInputStream(entry)) {
            return Optional.of(JsonMapper.shared().readValue(in, BackupManifest.class));
        } catch (JacksonException e) {
            return Optional.empty(); // somebody else's manifest
        }
    }

    long rows() {
        return manifest.tables().stream().mapToLong(BackupManifest.Table::rows).sum();
    }

    InputStream rowsOf(BackupManifest.Table table) throws IOException {
        return entry(Backup.entryOf(table));
    }

    /// The files that came along, one after the other.
    Iterable<Content> attachments() {
        return () -> zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.startsWith(BackupAttachments.PREFIX))
                .flatMap(name -> Content.named(name.substring(BackupAttachments.PREFIX.length())).stream())
                .iterator();
    }

    InputStream contentOf(Content file) throws IOException {
        return entry(BackupAttachments.PREFIX + file.name());
    }

    boolean has(Content file) {
        return zip.getEntry(BackupAttachments.PREFIX + file.name()) != null;
    }

    Secrets secrets() {
        try (var in = entry(Backup.KEY)) {
            return new Secrets(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InputStream entry(String name) throws IOException {
        var entry = zip.getEntry(name);
        if (entry == null) {
            throw Refusal.of(Refusal.Kind.UNSUPPORTED, "database.restore.damaged", name);
        }
        return zip.getInputStream(entry);
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
