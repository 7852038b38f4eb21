package org.kvit.database;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Predicate;
import org.kvit.base.CompanyId;

/// Files that are named by what they hold, each company's by themselves: `<company>/<ab>/<sha256>`. A file
/// is there whole or not at all, on disk when [Received#keep] returns, and never changed afterwards.
///
/// Database rows say which are wanted. Whoever removes one that no row names any more holds [#REMOVING]
/// (shared) for that long; whoever wants all that a snapshot names to stay holds it alone.
public record ContentDirectory(Path path) {
    /// Key of an advisory lock of the database.
    public static final long REMOVING = 0x6b766974_66696c65L;
    /// So much of a file's beginning is at hand once it is received.
    public static final int BEGINNING = 4096;

    private static final String INCOMING = "incoming";
    private static final int BUFFER = 1 << 16;

    /// Takes in what a stream holds, without holding it in memory. What breaks off leaves nothing behind.
    public Received receive(InputStream content) throws IOException {
        var temporary = Files.createTempFile(
                made(path.resolve(INCOMING)),
                "",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            return write(content, temporary);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
    }

    /// @throws NoSuchFileException if it isn't there
    public InputStream open(Content content) throws IOException {
        return Files.newInputStream(at(content));
    }

    /// Whether it was there.
    public boolean remove(Content content) throws IOException {
        return Files.deleteIfExists(at(content));
    }

    /// Removes, of all companies, what isn't wanted.
    void removeUnless(Predicate<Content> wanted) throws IOException {
        if (Files.isDirectory(path)) {
            try (var files = Files.walk(path)) {
                for (var file : (Iterable<Path>) files::iterator) {
                    var content = Content.named(path.relativize(file).toString().replace('\\', '/'));
                    if (content.filter(wanted.negate()).isPresent()) {
                        Files.delete(file);
                    }
                }
            }
        }
    }

    /// Removes what uploads left behind that a crash cut off before a moment.
    public void dropLeftovers(Instant moment) throws IOException {
        if (Files.isDirectory(path.resolve(INCOMING))) {
            try (var files = Files.list(path.resolve(INCOMING))) {
                for (var file :
                        files.filter(f -> lastModified(f).isBefore(moment)).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /// Content in a temporary file, which closing removes unless it was kept.
    public final class Received implements AutoCloseable {
        private final Path temporary;
        private final ContentHash hash;
        private final long size;
        private final byte[] beginning;

        private Received(Path temporary, ContentHash hash, long size, byte[] beginning) {
            this.temporary = temporary;
            this.hash = hash;
            this.size = size;
            this.beginning = beginning;
        }

        public ContentHash hash() {
            return hash;
        }

        public long size() {
            return size;
        }

        /// Its first [#BEGINNING] bytes, or fewer if it has fewer.
        public byte[] beginning() {
            return beginning.clone();
        }

        /// Gives it its place; if that is taken, it is by the same content.
        public void keep(CompanyId company) throws IOException {
            var file = at(new Content(company, hash));
            var shard = made(Objects.requireNonNull(file.getParent()));
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(shard);
            force(Objects.requireNonNull(shard.getParent()));
            force(path);
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(temporary);
        }
    }

    private Received write(InputStream content, Path temporary) throws IOException {
        var digest = ContentHash.digest();
        var beginning = new ByteArrayOutputStream(BEGINNING);
        long size = 0;
        try (var out = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            var buffer = new byte[BUFFER];
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                digest.update(buffer, 0, read);
                beginning.write(buffer, 0, Math.min(read, BEGINNING - beginning.size()));
                size += read;
                for (var rest = ByteBuffer.wrap(buffer, 0, read); rest.hasRemaining(); ) {
                    out.write(rest);
                }
            }
            out.force(true);
        }
        return new Received(temporary, ContentHash.of(digest.digest()), size, beginning.toByteArray());
    }

    private Path at(Content content) {
        return path.resolve(content.name());
    }

    /// Nobody else's to look into.
    private static Path made(Path directory) throws IOException {
        return Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private static Instant lastModified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.MAX; // gone meanwhile
        }
    }

    /// A directory's entries are on disk too.
    static void force(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory)) {
            channel.force(true);
        }
    }
}
