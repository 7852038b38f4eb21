package org.kvit.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// PostgreSQL's programs, unpacked once for all tests of a process: that takes longer than to start
/// them.
public final class ReadyPrograms {
    private static final PostgresPrograms UNPACKED = unpacked();

    private ReadyPrograms() {}

    /// The directory with `bin/postgres` in it; everybody may read it.
    public static Path home() {
        return UNPACKED.home();
    }

    /// Spares an installation that isn't there yet the unpacking.
    public static void into(Path dataDirectory) throws IOException {
        var programs = Files.createDirectories(new DataDirectory(dataDirectory).programs());
        Files.createSymbolicLink(programs.resolve(PostgresPrograms.VERSION), home());
    }

    private static PostgresPrograms unpacked() {
        try {
            var directory = Files.createTempDirectory("kvit-test-programs");
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(directory)));
            return PostgresPrograms.unpackedIn(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path directory) {
        try {
            PostgresPrograms.delete(directory);
        } catch (IOException e) {
            System.err.println("left behind: " + directory);
        }
    }
}
