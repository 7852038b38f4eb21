package org.kvit.exchange;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kvit.base.CountedInput;
import org.kvit.base.Refusal;

/// A CSV file with a header line, read line by line. The separator (`,`, `;` or tab) and the encoding
/// (UTF-8, else
/// windows-1257) are found from its beginning.
final class CsvTable implements AutoCloseable {
    private static final int HEAD = 1 << 16;
    private static final int LONGEST_FIELD = 10_000;
    private static final int MOST_COLUMNS = 200;
    private static final Charset OLD = Charset.forName("windows-1257");

    private final CountedInput in;
    private final CsvReader<CsvRecord> reader;
    private final Map<String, Integer> columns = new HashMap<>();
    private final long size;

    /// @throws Refusal if it is no text, or has no header line
    CsvTable(Path file, List<String> known) throws IOException {
        size = Files.size(file);
        var head = head(file);
        var charset = charset(head);
        in = CountedInput.of(file);
        var text = new InputStreamReader(withoutMark(in), charset);
        reader = CsvReader.builder()
                .fieldSeparator(separator(new String(head, charset)))
                .skipEmptyLines(true)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(1 << 24)
                .ofCsvRecord(text);
        header(known);
    }

    /// What is done with a line. @param line its number in the file, from 1
    interface Take {
        void line(long line, Fields fields);
    }

    /// One line's values by column name; an absent column or value is empty.
    final class Fields {
        private final CsvRecord values;

        private Fields(CsvRecord values) {
            this.values = values;
        }

        /// Without blanks around it, and without the signs that a database's text can't hold.
        String get(String column) {
            var index = columns.get(column);
            if (index == null || index >= values.getFieldCount()) {
                return "";
            }
            return Values.text(values.getField(index)
                    .replace("\u0000", "")
                    .replace('\u00a0', ' ')
                    .strip());
        }

        /// The line as it came, cut to a readable length.
        String content() {
            var all = String.join(" | ", values.getFields()).replace("\u0000", "");
            return all.substring(0, Math.min(all.length(), 300));
        }
    }

    boolean has(String column) {
        return columns.containsKey(column);
    }

    /// So many bytes have been read.
    long at() {
        return in.count();
    }

    long size() {
        return size;
    }

    /// @throws Refusal naming the line that can't be read
    void each(Take take) {
        long line = 1;
        try {
            for (var values : reader) {
                line = values.getStartingLineNumber();
                for (var field : values.getFields()) {
                    if (field.length() > LONGEST_FIELD) {
                        throw Refusal.of(Refusal.Kind.INVALID, "exchange.file.field", line, LONGEST_FIELD);
                    }
                }
                take.line(line, new Fields(values));
            }
        } catch (CsvParseException | UncheckedIOException e) {
            throw Refusal.of(Refusal.Kind.INVALID, "exchange.file.broken", line + 1);
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private void header(List<String> known) {
        try {
            var first = reader.iterator();
            if (!first.hasNext()) {
                throw Refusal.of(Refusal.Kind.INVALID, "exchange.file.empty");
            }
            var names = first.next().getFields();
            if (names.size() > MOST_COLUMNS) {
                throw Refusal.of(Refusal.Kind.INVALID, "exchange.file.header", String.join(", ", known));
            }
            for (int i = 0; i < names.size(); i++) {
                columns.putIfAbsent(
                        names.get(i).strip().toLowerCase(Locale.ROOT).replace(' ', '_'), i);
            }
        } catch (CsvParseException | UncheckedIOException e) {
            throw Refusal.of(Refusal.Kind.INVALID, "exchange.file.broken", 1);
        }
        if (known.stream().noneMatch(columns::containsKey)) {
            throw Refusal.of(Refusal.Kind.INVALID, "exchange.file.header", String.join(", ", known));
        }
    }

    private static byte[] head(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var head = in.readNBytes(HEAD);
            for (byte b : head) {
                if (b == 0) {
                    throw Refusal.of(Refusal.Kind.UNSUPPORTED, "exchange.file.binary");
                }
            }
            return head;
        }
    }

    /// The head may end within a character: its last bytes don't count.
    private static Charset charset(byte[] head) {
        try {
            int end = head.length < HEAD ? head.length : lineEnd(head);
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(head, 0, end));
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException e) {
            return OLD;
        }
    }

    private static int lineEnd(byte[] head) {
        int end = head.length;
        while (end > 0 && head[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private static char separator(String head) {
        var line = head.lines().findFirst().orElse("");
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
            if (count(line, candidate) > count(line, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static long count(String line, char sign) {
        return line.chars().filter(c -> c == sign).count();
    }

    private static InputStream withoutMark(InputStream in) throws IOException {
        var buffered = new BufferedInputStream(in, 1 << 16);
        buffered.mark(4);
        var first = buffered.readNBytes(3);
        boolean mark =
                first.length == 3 && first[0] == (byte) 0xEF && first[1] == (byte) 0xBB && first[2] == (byte) 0xBF;
        if (!mark) {
            buffered.reset();
        }
        return buffered;
    }
}
