package org.kvit.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.kvit.base.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The directory in which an installation keeps everything: its database, its secrets, its log. One `serve`
/// at a time works in it.
///
/// ```
/// db/         PostgreSQL's own files
/// postgres/   PostgreSQL's programs, unpacked, by version
/// attachments/ files that belong to orders and invoices, by company and content
/// secrets/    passwords and the encryption key; nobody else's to read (0700)
/// kvit.lock   held by the running server, with its process number inside
/// ```
public record DataDirectory(Path path) {
    private static final Logger log = LoggerFactory.getLogger(DataDirectory.class);
    private static final ReentrantLock STARTING = new ReentrantLock();

    public DataDirectory {
        path = path.toAbsolutePath().normalize();
    }

    /// Makes the directory if it isn't there.
    /// @throws Refusal if it can't be made or written
    public DataDirectory prepared() {
        try {
            Files.createDirectories(path);
            Files.createDirectories(secrets());
            Files.setPosixFilePermissions(secrets(), PosixFilePermissions.fromString("rwx------"));
            return this;
        } catch (IOException e) {
            throw Refusal.conflict("database.directory", path.toString(), String.valueOf(e.getMessage()));
        }
    }

    /// Begins in the background what a first start waits for most: PostgreSQL's programs and an empty
    /// database. What fails here fails again where it is waited for, and is told there.
    public void prepareAhead() {
        Thread.ofVirtual().name("prepare-database").start(() -> {
            try (var _ = prepared().lockForStart()) {
                EmbeddedPostgres.prepareIn(this);
            } catch (IOException | RuntimeException e) {
                log.debug("preparing ahead failed", e);
            }
        });
    }

    boolean hasDatabase() {
        return Files.exists(cluster().resolve("PG_VERSION"));
    }

    Path cluster() {
        return path.resolve("db");
    }

    Path programs() {
        return path.resolve("postgres");
    }

    /// Files of the rows whose column says so: see V9.
    public ContentDirectory attachments() {
        return new ContentDirectory(path.resolve("attachments"));
    }

    Path secrets() {
        return path.resolve("secrets");
    }

    /// The secret of that name; made of 256 random bits when it is asked for first.
    String secret(String name) {
        try {
            var file = secrets().resolve(name);
            if (!Files.exists(file)) {
                var bytes = new byte[32];
                new SecureRandom().nextBytes(bytes);
                writeSecret(file, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whole or not at all, and readable by its owner only from its first byte on.
    static void writeSecret(Path file, String secret) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var temporary = Files.createTempFile(file.getParent(), "new", "", ownerOnly);
        try (var out = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.wrap(secret.getBytes(StandardCharsets.UTF_8)));
            out.force(true);
        }
        Files.move(temporary, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    /// Removes what is kept here, PostgreSQL's programs excepted; what a killed server left running is
    /// stopped first.
    /// @throws Refusal if a server works in it
    public void clear() {
        if (!Files.isDirectory(path)) {
            return;
        }
        try (var _ = lockForServer();
                var _ = lockForStart();
                var files = Files.list(path)) {
            EmbeddedPostgres.stopIn(this);
            for (var file : files.toList()) {
                if (!file.equals(programs()) && !file.toString().endsWith(".lock")) {
                    PostgresPrograms.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The server's lock on this directory, until closed.
    /// @throws Refusal if another server works in it
    Lock lockForServer() {
        return tryLock("kvit.lock").orElseThrow(() -> Refusal.conflict("database.inUse", path.toString(), holder()));
    }

    boolean servedByAnother() {
        var lock = tryLock("kvit.lock");
        lock.ifPresent(Lock::close);
        return lock.isEmpty();
    }

    /// Held while somebody looks whether PostgreSQL runs, starts it or stops it. Waits for its turn, behind
    /// other processes and behind other threads of this one.
    Lock lockForStart() {
        STARTING.lock();
        try {
            var channel = open("start.lock");
            return new Lock(channel, channel.lock(), STARTING::unlock);
        } catch (IOException e) {
            STARTING.unlock();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            STARTING.unlock();
            throw e;
        }
    }

    /// @param after done when it is closed
    record Lock(FileChannel channel, FileLock lock, Runnable after) implements AutoCloseable {
        @Override
        public void close() {
            try {
                lock.release();
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                after.run();
            }
        }
    }

    private Optional<Lock> tryLock(String name) {
        try {
            var channel = open(name);
            var lock = taken(channel);
            if (lock.isEmpty()) {
                channel.close();
                return Optional.empty();
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)), 0);
            return Optional.of(new Lock(channel, lock.get(), () -> {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<FileLock> taken(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty(); // this very process holds it
        }
    }

    private FileChannel open(String name) throws IOException {
        return FileChannel.open(path.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private String holder() {
        try {
            return Files.readString(path.resolve("kvit.lock")).strip();
        } catch (IOException e) {
            return "?";
        }
    }
}
