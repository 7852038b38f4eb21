package org.kvit.bank;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.base.Words;

/// CSV files of banks: whose mapping reads one, and how one that none reads might be mapped.
public final class CsvFiles {
    private static final int SHOWN = 8;

    private CsvFiles() {}

    /// Whether a file is a CSV file that none of the mappings fits.
    public static boolean isUnmapped(InputStream in, AccountHolder holder) throws IOException {
        var head = in.readNBytes(CsvHead.BYTES);
        return StatementFormat.of(head) == StatementFormat.CSV
                && CsvHead.of(head, holder.codePage()).isPresent()
                && mapping(head, holder).isEmpty();
    }

    /// A file that a person maps: what it begins with, and how it might be read.
    /// @param rows the first ones
    public record Unmapped(List<List<String>> rows, CsvMapping guess) {}

    /// @param file all of it, or its beginning
    /// @throws Refusal if it is no table
    public static Unmapped guess(byte[] file, AccountHolder holder) {
        var head = head(file, holder, "");
        return unmapped(head, CsvGuess.of(head, holder));
    }

    /// The same with another delimiter, charset or header row, as a person says.
    public static Unmapped guess(byte[] file, AccountHolder holder, char delimiter, String charset, int headerRow) {
        var head = head(file, holder, charset).by(delimiter);
        var guess = CsvGuess.of(head, holder, Math.min(headerRow, head.rows().size()));
        return unmapped(
                head,
                new CsvMapping(
                        0,
                        guess.name(),
                        delimiter,
                        charset,
                        guess.decimal(),
                        guess.dateFormat(),
                        guess.headerRow(),
                        guess.columns(),
                        guess.header(),
                        "",
                        ""));
    }

    /// The first entries as they would be read. @param problem why no more of them, or none, could be
    public record Preview(List<Entry> entries, Optional<Words> problem) {}

    public static Preview preview(byte[] file, CsvMapping mapping, AccountHolder holder) {
        var entries = new ArrayList<Entry>();
        try {
            var head = head(file, holder, mapping.charset());
            // The head's own text is whole lines: a note below the table is not torn off there.
            var bytes = head.text().getBytes(StandardCharsets.UTF_8);
            var lines = new TextLines(
                    new BoundedInput(new java.io.ByteArrayInputStream(bytes), Limits.USUAL),
                    holder.codePage(),
                    CsvHead.BYTES * 4);
            CsvStatementReader.read(lines, mapping, holder, Limits.USUAL, new Few(entries));
            return new Preview(entries, Optional.empty());
        } catch (Refusal refusal) {
            return new Preview(entries, Optional.of(refusal.words()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("bytes in memory can be read", e);
        }
    }

    /// The saved mapping that fits best: one to whose header the file's is alike, else one whose
    /// columns are all there.
    static Optional<CsvMapping> mapping(byte[] file, AccountHolder holder) {
        return CsvHead.of(file, holder.codePage()).flatMap(head -> mapping(head, holder));
    }

    /// Two that fit alike and are of different accounts leave it to a person.
    private static Optional<CsvMapping> mapping(CsvHead head, AccountHolder holder) {
        var best = new ArrayList<CsvMapping>();
        int most = 1;
        for (var mapping : holder.mappings()) {
            int fits = fits(mapping, head.by(mapping.delimiter()));
            if (fits > most) {
                best.clear();
            }
            if (fits >= most) {
                most = fits;
                best.add(mapping);
            }
        }
        boolean clear = best.stream().map(CsvMapping::account).distinct().count() == 1;
        return clear ? Optional.of(best.getFirst()) : Optional.empty();
    }

    /// Without a header a file fits whose rows are as wide and read as they should.
    private static int fits(CsvMapping mapping, CsvHead head) {
        if (mapping.headerRow() > 0) {
            return head.rows().stream()
                    .mapToInt(row -> mapping.fits(row.cells()))
                    .max()
                    .orElse(0);
        }
        boolean alike = head.width() == mapping.header().size()
                && head.rows().stream().limit(SHOWN).allMatch(row -> dated(mapping, row.cells()));
        return alike ? 1 : 0;
    }

    private static boolean dated(CsvMapping mapping, List<String> cells) {
        return mapping.places(cells)
                .filter(places -> places.getOrDefault(CsvField.DATE, List.of()).stream()
                        .allMatch(p ->
                                CsvDates.of(cells.get(p), mapping.dateFormat()).isPresent()))
                .isPresent();
    }

    static void read(BoundedInput in, byte[] file, AccountHolder holder, Limits limits, StatementSink sink)
            throws IOException {
        var head = CsvHead.of(file, holder.codePage())
                .orElseThrow(() -> Refusal.of(Refusal.Kind.INVALID, "bank.bad.notStatement"));
        var mapping = mapping(head, holder)
                .orElseThrow(() -> Refusal.of(Refusal.Kind.INVALID, "bank.csv.unmapped", names(head)));
        var lines = new TextLines(in, charset(mapping.charset(), holder), limits.token());
        CsvStatementReader.read(lines, mapping, holder, limits, sink);
    }

    private static String names(CsvHead head) {
        int row = Math.max(1, CsvGuess.headerRow(head));
        return Mt940Reader.quoted(String.join(", ", head.row(row)));
    }

    private static CsvHead head(byte[] file, AccountHolder holder, String charset) {
        var begun = file.length > CsvHead.BYTES ? java.util.Arrays.copyOf(file, CsvHead.BYTES) : file;
        return CsvHead.of(begun, charset(charset, holder))
                .orElseThrow(() -> Refusal.of(Refusal.Kind.INVALID, "bank.bad.notStatement"));
    }

    private static Charset charset(String name, AccountHolder holder) {
        return name.isEmpty() ? holder.codePage() : Charset.forName(name);
    }

    private static Unmapped unmapped(CsvHead head, CsvMapping guess) {
        return new Unmapped(head.rows().stream().map(CsvHead.Row::cells).toList(), guess);
    }

    /// Keeps the first entries.
    private record Few(List<Entry> entries) implements StatementSink {
        @Override
        public void opened(Statement statement) {
            // only entries are shown
        }

        @Override
        public void entry(Entry entry) {
            if (entries.size() < SHOWN) {
                entries.add(entry);
            }
        }

        @Override
        public void closed(Statement statement) {
            // only entries are shown
        }
    }
}
