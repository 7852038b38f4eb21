package org.kvit.bank;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.kvit.base.Refusal;

/// Reads a file as a person or a bank delivers it: one camt file, or a .zip of them, told apart by their
/// first bytes.
public final class StatementFiles {
    private static final int ZIP = 0x504b0304;

    private StatementFiles() {}

    /// @param in the file; it is left open
    /// @throws Refusal if any of it is bad: the sink must then forget all of it
    /// @throws IOException if the bytes can't be got
    public static void read(InputStream in, Limits limits, StatementSink sink) throws IOException {
        var buffered = new BufferedInputStream(in, 1 << 16);
        buffered.mark(4);
        boolean zip = isZip(buffered.readNBytes(4));
        buffered.reset();
        if (zip) {
            unzip(buffered, limits, sink);
        } else {
            CamtReader.read(buffered, limits, sink);
        }
    }

    private static void unzip(InputStream in, Limits limits, StatementSink sink) throws IOException {
        // Names in an old code page must not break the file; those that say they are UTF-8 are read as such all the
        // same.
        var zip = new ZipInputStream(in, StandardCharsets.ISO_8859_1);
        var bounded = new BoundedInput(zip, limits);
        int files = 0;
        boolean any = false;
        try {
            for (var file = zip.getNextEntry(); file != null; file = zip.getNextEntry()) {
                if (isStatement(file)) {
                    CamtReader.read(bounded, limits, sink);
                    any = true;
                }
                if (++files > limits.files()) {
                    throw Refusal.of(Refusal.Kind.TOO_LARGE, "bank.bad.files", limits.files());
                }
                skipRest(bounded);
            }
        } catch (ZipException | IllegalArgumentException | java.io.EOFException e) {
            throw Refusal.of(Refusal.Kind.INVALID, "bank.bad.zip");
        }
        if (!any) {
            throw Refusal.of(Refusal.Kind.INVALID, "bank.bad.notStatement");
        }
    }

    /// Counted like all else: ZipInputStream would inflate what is left without a bound.
    private static void skipRest(BoundedInput bounded) throws IOException {
        var buffer = new byte[1 << 13];
        do {
            bounded.anew();
        } while (bounded.read(buffer, 0, buffer.length) > 0);
    }

    private static boolean isStatement(ZipEntry file) {
        var name = file.getName().toLowerCase(Locale.ROOT);
        return !file.isDirectory() && !name.startsWith("__macosx/") && (name.endsWith(".xml") || name.contains("camt"));
    }

    private static boolean isZip(byte[] head) {
        return head.length == 4 && (head[0] << 24 | head[1] << 16 | head[2] << 8 | head[3]) == ZIP;
    }
}
