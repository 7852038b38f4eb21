package org.kvit.attachment;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Tells from a file's first bytes what it is. In doubt it is the less trusted: [FileType#UNKNOWN].
record FileBeginning(byte[] bytes) {
    private record Magic(FileType type, String text) {}

    private static final List<Magic> MAGIC = List.of(
            new Magic(FileType.PDF, "%PDF-"),
            new Magic(FileType.PNG, "\u0089PNG\r\n\u001a\n"),
            new Magic(FileType.JPEG, "\u00ff\u00d8\u00ff"),
            new Magic(FileType.GIF, "GIF87a"),
            new Magic(FileType.GIF, "GIF89a"),
            new Magic(FileType.TIFF, "II*\0"),
            new Magic(FileType.TIFF, "MM\0*"),
            new Magic(FileType.OLE, "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1"));

    FileType type() {
        var latin = new String(bytes, StandardCharsets.ISO_8859_1); // a character a byte
        return MAGIC.stream()
                .filter(m -> latin.startsWith(m.text()))
                .map(Magic::type)
                .findFirst()
                .or(() -> webp(latin))
                .or(() -> zip(latin))
                .or(this::text)
                .orElse(FileType.UNKNOWN);
    }

    private static Optional<FileType> webp(String latin) {
        return Optional.of(FileType.WEBP).filter(_ -> latin.startsWith("RIFF") && latin.startsWith("WEBP", 8));
    }

    /// Office's files are zip archives; the names of their first entries stand in the open.
    private static Optional<FileType> zip(String latin) {
        if (!latin.startsWith("PK\u0003\u0004")) {
            return Optional.empty();
        }
        var open = Stream.of(FileType.OPEN_TEXT, FileType.OPEN_SHEET)
                .filter(t -> latin.startsWith("mimetype" + t.mediaType(), 30))
                .findFirst();
        boolean office = latin.startsWith("[Content_Types].xml", 30) || latin.startsWith("_rels/.rels", 30);
        return open.or(() -> Optional.of(
                !office
                        ? FileType.ZIP
                        : latin.contains("word/")
                                ? FileType.WORD
                                : latin.contains("xl/")
                                        ? FileType.EXCEL
                                        : latin.contains("ppt/") ? FileType.POWERPOINT : FileType.ZIP));
    }

    /// UTF-8 without control characters; markup of whatever kind is no plain text.
    private Optional<FileType> text() {
        var characters = CharBuffer.allocate(bytes.length);
        var decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), characters, false);
        var text = characters.flip().toString();
        if (decoded.isError() || text.isEmpty() || text.chars().anyMatch(c -> c < ' ' && "\t\n\r\f".indexOf(c) < 0)) {
            return Optional.empty();
        }
        var start = text.replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT);
        if (!start.startsWith("<")) {
            return Optional.of(FileType.TEXT);
        }
        boolean html = start.contains("<html") || start.contains("<!doctype html") || start.contains("<script");
        return Optional.of(
                start.contains("<svg")
                        ? FileType.SVG
                        : html || !start.startsWith("<?xml") ? FileType.HTML : FileType.XML);
    }
}
