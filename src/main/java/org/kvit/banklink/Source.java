package org.kvit.banklink;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.kvit.base.Refusal;

/// A directory that is open for reading, here or on a server. Nothing in it is followed out of it: symbolic links and
/// names that hold a path don't exist for us.
public interface Source extends AutoCloseable {
    /// A directory with more entries is not read: somebody should tidy it up.
    int MOST_ENTRIES = 20_000;

    /// A regular file. @param modifiedAt in whole seconds, which is all that SFTP knows
    record Found(String name, long size, Instant modifiedAt) {}

    /// The server, or this machine, says no to what is asked of one file; others may do.
    final class Denied extends IOException {
        private static final long serialVersionUID = 1L;

        /// @param answer its own word, such as `SSH_FX_PERMISSION_DENIED`
        Denied(String answer) {
            super(answer);
        }
    }

    /// A larger file than is taken.
    final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /// @throws Refusal if the directory is gone, closed to us, or too full
    /// @throws IOException if the connection is lost
    List<Found> list() throws IOException;

    /// @param file its name, or the path below the directory that [#move] gave
    /// @param atMost bytes
    /// @throws TooLong if it is larger
    /// @throws Denied if it may not be read
    /// @throws NoSuchFileException if it has gone
    /// @throws IOException if the connection is lost
    void fetch(String file, Path into, long atMost) throws IOException;

    /// Moves a file into a subdirectory, which is made if need be. What is there already is never written over.
    /// @param prints tells it apart from another one of its name
    /// @return its path now, below the directory
    /// @throws Denied if that may not be done
    /// @throws IOException if the connection is lost
    String move(String file, String subdirectory, String prints) throws IOException;

    @Override
    void close();

    /// Names for a file in a directory where its own may be taken: `a.xml`, `a-1b2c3d4e.xml`, `a-1b2c3d4e-2.xml`, …
    static List<String> freeNames(String file, String prints) {
        var name = file.substring(file.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        var stem = dot > 0 ? name.substring(0, dot) : name;
        var type = dot > 0 ? name.substring(dot) : "";
        return List.of(
                name, stem + "-" + prints + type, stem + "-" + prints + "-2" + type, stem + "-" + prints + "-3" + type);
    }

    /// Whether a name is one of a file in the directory, and not a way out of it.
    static boolean isPlain(String name) {
        return !name.isEmpty()
                && !name.equals(".")
                && !name.equals("..")
                && name.indexOf('/') < 0
                && name.indexOf('\0') < 0
                && name.length() <= 255;
    }
}
