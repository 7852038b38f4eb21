package org.kvit.banklink;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Copies a stream into a file, within a bound.
final class Download {
    private static final int BLOCK = 1 << 16;

    private Download() {}

    /// @throws Source.TooLong beyond so many bytes
    static void to(Path into, InputStream in, long atMost) throws IOException {
        long written = 0;
        try (var out = Files.newOutputStream(into)) {
            var buffer = new byte[BLOCK];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                written += read;
                if (written > atMost) {
                    throw new Source.TooLong();
                }
                if (Thread.currentThread().isInterrupted()) {
                    throw new java.io.InterruptedIOException();
                }
                out.write(buffer, 0, read);
            }
        }
    }
}
