package org.kvit.banklink;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.kvit.base.Refusal;

/// A directory of this machine.
final class DirectorySource implements Source {
    private final Path directory;

    /// @param directory as it really is ([AllowedDirectories#resolve])
    DirectorySource(Path directory) {
        this.directory = directory;
    }

    @Override
    public List<Found> list() throws IOException {
        var found = new ArrayList<Found>();
        int entries = 0;
        try (var all = Files.newDirectoryStream(directory)) {
            for (var path : all) {
                if (++entries > MOST_ENTRIES) {
                    throw Refusal.conflict("banklink.problem.full", MOST_ENTRIES);
                }
                found.addAll(file(path));
            }
        } catch (AccessDeniedException e) {
            throw Refusal.conflict("banklink.problem.closed", directory.toString());
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return found;
    }

    @Override
    public void fetch(String file, Path into, long atMost) throws IOException {
        try (var in = Files.newInputStream(within(file), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            Download.to(into, in, atMost);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (FileSystemException e) {
            throw new Denied(answer(e));
        }
    }

    @Override
    public String move(String file, String subdirectory, String prints) throws IOException {
        var target = directory.resolve(subdirectory);
        try {
            if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(target);
            }
            for (var name : Source.freeNames(file, prints)) {
                if (!Files.exists(target.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                    Files.move(within(file), target.resolve(name));
                    return subdirectory + "/" + name;
                }
            }
        } catch (FileSystemException e) {
            throw new Denied(answer(e));
        }
        throw new Denied("EEXIST");
    }

    @Override
    public void close() {
        // nothing is held open
    }

    private static String answer(FileSystemException e) {
        return e instanceof AccessDeniedException
                ? "EACCES"
                : e instanceof FileAlreadyExistsException ? "EEXIST" : "EIO";
    }

    private Path within(String file) {
        return directory.resolve(file);
    }

    /// None if it is no regular file, or has gone meanwhile.
    private static List<Found> file(Path path) throws IOException {
        try {
            var a = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return a.isRegularFile()
                    ? List.of(new Found(
                            String.valueOf(path.getFileName()),
                            a.size(),
                            a.lastModifiedTime().toInstant().truncatedTo(ChronoUnit.SECONDS)))
                    : List.of();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }
}
