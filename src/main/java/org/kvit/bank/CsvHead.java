package org.kvit.bank;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a CSV file begins with: enough to tell how it is written and whose mapping reads it.
///
/// @param delimiter the one that makes a table of it
/// @param rows the first ones, empty lines left out
/// @param text all lines that are whole
record CsvHead(char delimiter, List<Row> rows, String text) {
    /// Bytes of a file that are looked at.
    static final int BYTES = 1 << 16;

    /// A header stands within so many rows.
    static final int ROWS = 60;

    private static final char[] DELIMITERS = {';', ',', '\t', '|'};
    private static final int FEWEST = 3;

    /// @param line its number in the file, from 1
    record Row(int line, List<String> cells) {}

    /// Empty if it is no table.
    /// @param head the file's first bytes, at most [#BYTES]
    static Optional<CsvHead> of(byte[] head, Charset codePage) {
        var text = text(head, codePage);
        CsvHead best = new CsvHead(';', List.of(), text);
        long most = 0;
        for (char delimiter : DELIMITERS) {
            var rows = rows(text, delimiter);
            long table = tabular(rows);
            if (table > most) {
                most = table;
                best = new CsvHead(delimiter, rows, text);
            }
        }
        return most == 0 ? Optional.empty() : Optional.of(best);
    }

    /// The same text by another delimiter.
    CsvHead by(char other) {
        return other == delimiter ? this : new CsvHead(other, rows(text, other), text);
    }

    /// The cells of a row, from 1; of none, empty.
    List<String> row(int number) {
        return number < 1 || number > rows.size()
                ? List.of()
                : rows.get(number - 1).cells();
    }

    /// How many cells most rows have.
    int width() {
        int best = 0;
        long most = 0;
        for (var row : rows) {
            int size = row.cells().size();
            long alike = rows.stream().filter(r -> r.cells().size() == size).count();
            if (alike > most || (alike == most && size > best)) {
                most = alike;
                best = size;
            }
        }
        return best;
    }

    static CsvReader<CsvRecord> reader(Reader text, char delimiter) {
        return CsvReader.builder()
                .fieldSeparator(delimiter)
                .skipEmptyLines(true)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(1 << 22)
                .ofCsvRecord(text);
    }

    private static String text(byte[] head, Charset codePage) {
        var text = new StringBuilder();
        try {
            var bounded = new BoundedInput(new ByteArrayInputStream(head), Limits.USUAL);
            var lines = new TextLines(bounded, codePage, BYTES);
            var next = lines.next();
            while (next.isPresent()) {
                var line = next.get();
                next = lines.next();
                // The last line may be cut off, unless it is the file's only one.
                if (next.isPresent() || head.length < BYTES) {
                    text.append(line).append('\n');
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory can be read", e);
        }
        return text.toString();
    }

    private static List<Row> rows(String text, char delimiter) {
        var rows = new ArrayList<Row>();
        try (var reader = reader(new StringReader(text), delimiter)) {
            for (var row : reader) {
                rows.add(new Row((int) row.getStartingLineNumber(), row.getFields()));
                if (rows.size() == ROWS) {
                    break;
                }
            }
        } catch (CsvParseException | UncheckedIOException | IOException _) {
            // a quotation mark is missing from here on: what was read tells enough
        }
        return rows;
    }

    /// How much of a table it is: rows of one width, times the width.
    private static long tabular(List<Row> rows) {
        long most = 0;
        for (var row : rows) {
            int size = row.cells().size();
            if (size >= FEWEST) {
                most = Math.max(
                        most,
                        rows.stream().filter(r -> r.cells().size() == size).count() * (size - 1));
            }
        }
        return most;
    }
}
