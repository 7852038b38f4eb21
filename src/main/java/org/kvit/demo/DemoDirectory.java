package org.kvit.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.kvit.base.Refusal;
import org.kvit.database.DataDirectory;

/// The demo's own data directory, apart from any real one. A file in it says that it is the demo's and whether
/// its data is complete, so that nothing else is ever taken for a demo and cleared away.
///
/// ```
/// demo         begun | ready
/// mailbox/     what the demo's mail server took
/// statements/  bank statements to import
/// ```
public record DemoDirectory(Path path) {
    private static final String BEGUN = "begun";
    private static final String READY = "ready";

    public DemoDirectory {
        path = path.toAbsolutePath().normalize();
    }

    /// Makes the directory ready for a start.
    ///
    /// @param fresh whether data that is there goes first; half-made data goes anyway
    /// @return whether the data is to be made
    /// @throws Refusal if the directory holds something else, or is in use
    public boolean prepare(boolean fresh) {
        try {
            if (!fresh && isReady()) {
                return false;
            }
            if (!isNew() && !Files.exists(marker())) {
                throw Refusal.conflict("demo.directory.other", path.toString());
            }
            Files.createDirectories(path);
            new DataDirectory(path).clear();
            Files.writeString(marker(), BEGUN);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Says that the data is complete.
    public void ready() {
        try {
            Files.writeString(marker(), READY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path mailbox() {
        return path.resolve("mailbox");
    }

    /// The statements that are ready to be imported, in the order in which they are meant to be.
    public List<Path> statements() {
        if (!Files.isDirectory(statementDirectory())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(statementDirectory())) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path statementDirectory() {
        return path.resolve("statements");
    }

    private Path marker() {
        return path.resolve("demo");
    }

    private boolean isReady() throws IOException {
        return Files.exists(marker()) && Files.readString(marker()).strip().equals(READY);
    }

    private boolean isNew() throws IOException {
        if (!Files.exists(path)) {
            return true;
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.findAny().isEmpty();
        }
    }
}
