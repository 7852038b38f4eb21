package org.kvit.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 of what a file holds: its name in a [ContentDirectory].
///
/// @param hex 64 lower-case hexadecimal digits
public record ContentHash(String hex) {
    private static final int BUFFER = 1 << 16;

    public ContentHash {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("no SHA-256: " + hex);
        }
    }

    public static ContentHash of(byte[] digest) {
        return new ContentHash(HexFormat.of().formatHex(digest));
    }

    public static ContentHash of(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return ofAll(in);
        }
    }

    /// Of all that is left in the stream, which isn't held in memory.
    public static ContentHash ofAll(InputStream content) throws IOException {
        var digest = digest();
        var buffer = new byte[BUFFER];
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        return of(digest.digest());
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
