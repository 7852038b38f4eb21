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

/// Reads a file as a person or a bank delivers it: ISO 20022, MT940, ABO/GPC or CSV, or a .zip of any
/// mix of them. What a file is, its content tells, whatever it is called.
public final class StatementFiles {
    private StatementFiles() {}

    /// [#read(InputStream, Limits, AccountHolder, StatementSink)] without knowing whose it is.
    public static void read(InputStream in, Limits limits, StatementSink sink) throws IOException {
        read(in, limits, AccountHolder.UNKNOWN, sink);
    }

    /// @param in the file; it is left open
    /// @throws Refusal if any of it is bad: the sink must then forget all of it
    /// @throws IOException if the bytes can't be got
    public static void read(InputStream in, Limits limits, AccountHolder holder, StatementSink sink)
            throws IOException {
        var buffered = new BufferedInputStream(in, 1 << 16);
        buffered.mark(4);
        var format = StatementFormat.of(buffered.readNBytes(4));
        buffered.reset();
        if (format == StatementFormat.ZIP) {
            unzip(buffered, limits, holder, sink);
        } else {
            one(new BoundedInput(buffered, limits), limits, holder, sink);
        }
    }

    private static void unzip(InputStream in, Limits limits, AccountHolder holder, StatementSink sink)
            throws IOException {
        // Names in an old code page must not break the file; those that say they are UTF-8 are read as such all the
        // same.
        var zip = new ZipInputStream(in, StandardCharsets.ISO_8859_1);
        var bounded = new BoundedInput(zip, limits);
        int files = 0;
        boolean any = false;
        try {
            for (var file = zip.getNextEntry(); file != null; file = zip.getNextEntry()) {
                if (!isAside(file)) {
                    any |= packed(bounded, file, limits, holder, sink);
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

    /// What lies beside the statements in an archive, a note or a picture, is passed over.
    /// @return whether it was a statement
    private static boolean packed(
            BoundedInput in, ZipEntry file, Limits limits, AccountHolder holder, StatementSink sink)
            throws IOException {
        var head = in.head(CsvHead.BYTES);
        var format = StatementFormat.of(head);
        boolean read = switch (format) {
            case ZIP, NONE -> false;
            case CSV -> isNamedTable(file) || CsvFiles.mapping(head, holder).isPresent();
            case CAMT -> head.length > 0 && (StatementFormat.namesCamt(head) || isNamedStatement(file));
            case MT940, GPC -> true;
        };
        if (read) {
            one(in, head, format, limits, holder, sink);
        }
        return read;
    }

    private static void one(BoundedInput in, Limits limits, AccountHolder holder, StatementSink sink)
            throws IOException {
        var head = in.head(CsvHead.BYTES);
        one(in, head, StatementFormat.of(head), limits, holder, sink);
    }

    private static void one(
            BoundedInput in,
            byte[] head,
            StatementFormat format,
            Limits limits,
            AccountHolder holder,
            StatementSink sink)
            throws IOException {
        switch (format) {
            case CAMT -> CamtReader.read(in, limits, sink);
            case MT940 -> Mt940Reader.read(in, holder, limits, sink);
            case GPC -> GpcReader.read(in, holder, limits, sink);
            case CSV -> CsvFiles.read(in, head, holder, limits, sink);
            case ZIP, NONE -> throw Refusal.of(Refusal.Kind.INVALID, "bank.bad.notStatement");
        }
    }

    /// Counted like all else: ZipInputStream would inflate what is left without a bound.
    private static void skipRest(BoundedInput bounded) throws IOException {
        var buffer = new byte[1 << 13];
        do {
            bounded.anew();
        } while (bounded.read(buffer, 0, buffer.length) > 0);
    }

    /// What macOS puts into an archive beside its files.
    private static boolean isAside(ZipEntry file) {
        return file.isDirectory() || file.getName().toLowerCase(Locale.ROOT).startsWith("__macosx/");
    }

    private static boolean isNamedStatement(ZipEntry file) {
        var name = file.getName().toLowerCase(Locale.ROOT);
        return name.endsWith(".xml") || name.contains("camt");
    }

    private static boolean isNamedTable(ZipEntry file) {
        return file.getName().toLowerCase(Locale.ROOT).endsWith(".csv");
    }
}
