package org.kvit.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// PostgreSQL's programs, unpacked from the jar once per version. PostgreSQL refuses to run as root;
/// started by root it
/// runs in a
/// user namespace of its own (see docs/decisions), otherwise as who started Kvit.
record PostgresPrograms(Path home) {
    /// Of the binaries in the jar; a new version is unpacked beside the old one.
    static final String VERSION = "18.6.0";

    static PostgresPrograms unpackedIn(Path directory) throws IOException {
        var home = directory.resolve(VERSION);
        if (!Files.isDirectory(home)) {
            Files.createDirectories(directory);
            var temporary = Files.createTempDirectory(directory, "unpacking");
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
            unpack(temporary);
            moveOrDrop(temporary, home);
        }
        return new PostgresPrograms(home);
    }

    /// A command line that runs one of the programs unprivileged.
    List<String> command(String program, List<String> arguments) throws IOException {
        var command = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(dropsPrivileges());
        }
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        return command;
    }

    /// Runs a program to its end. @throws IOException with its words if it fails
    void run(String program, List<String> arguments) throws IOException {
        var process = new ProcessBuilder(command(program, arguments))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (!ended(process) || process.exitValue() != 0) {
            throw new IOException(program + ": " + said.strip());
        }
    }

    /// In a namespace of their own root's files stay root's, so a data directory below /root works too,
    /// while the
    /// process has no privilege left. Where namespaces are switched off (some containers), `nobody` does
    /// it, who
    /// must be able to reach the directory.
    private static List<String> dropsPrivileges() throws IOException {
        var unsharing = List.of("unshare", "-U");
        var probe = new ProcessBuilder("unshare", "-U", "true")
                .redirectErrorStream(true)
                .start();
        return ended(probe) && probe.exitValue() == 0
                ? unsharing
                : List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups");
    }

    static boolean needsNobody() throws IOException {
        return System.getProperty("user.name").equals("root")
                && dropsPrivileges().getFirst().equals("setpriv");
    }

    private static boolean ended(Process process) throws IOException {
        try {
            return process.waitFor(2, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void unpack(Path to) throws IOException {
        var arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT).contains("aarch64") ? "arm_64" : "x86_64";
        var os = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        var name = "/postgres-" + os + "-" + arch + ".txz";
        try (var packed = Objects.requireNonNull(PostgresPrograms.class.getResourceAsStream(name), name);
                var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, to.resolve(entry.getName()).normalize());
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, file);
            Files.setPosixFilePermissions(
                    file, PosixFilePermissions.fromString((entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    /// Two that unpack at once: the first one's stays.
    private static void moveOrDrop(Path temporary, Path home) throws IOException {
        try {
            Files.move(temporary, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
            delete(temporary);
        }
    }

    static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
