package org.kvit.bank;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kvit.base.Refusal;

/// Reads a bank's CSV file by a mapping of its columns, row by row. Rows of one account that stand
/// together are told as one statement.
final class CsvStatementReader {
    private static final int MOST_COLUMNS = 200;
    private static final int MOST_ACCOUNTS = 1_000;

    private final CsvMapping mapping;
    private final AccountHolder holder;
    private final Limits limits;
    private final StatementSink sink;
    private final List<String> before = new ArrayList<>();
    private final Set<String> closed = new HashSet<>();
    private Optional<CsvRows> rows = Optional.empty();
    private Optional<CsvStatement> open = Optional.empty();
    private int seen;
    private int entries;

    private CsvStatementReader(CsvMapping mapping, AccountHolder holder, Limits limits, StatementSink sink) {
        this.mapping = mapping;
        this.holder = holder;
        this.limits = limits;
        this.sink = sink;
    }

    /// @throws Refusal naming the line, the column and the value that can't be read
    static void read(TextLines text, CsvMapping mapping, AccountHolder holder, Limits limits, StatementSink sink)
            throws IOException {
        var reader = new CsvStatementReader(mapping, holder, limits, sink);
        long line = 0;
        try (var csv = CsvHead.reader(text, mapping.delimiter())) {
            var rows = csv.iterator();
            while (rows.hasNext()) {
                var row = rows.next();
                line = row.getStartingLineNumber();
                reader.row(row, !rows.hasNext() && text.brokenOff());
            }
        } catch (CsvParseException e) {
            throw Refusal.of(Refusal.Kind.INVALID, "bank.csv.quote", line + 1);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        reader.end((int) Math.max(1, line));
    }

    /// @param tornOff the file ended within this row
    private void row(CsvRecord row, boolean tornOff) {
        int line = (int) row.getStartingLineNumber();
        var cells = row.getFields();
        if (cells.size() > MOST_COLUMNS) {
            throw new XmlCursor.Place(line, mapping.name()).refuse("bank.csv.columns", cells.size());
        }
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i).length() > limits.text()) {
                throw new XmlCursor.Place(line, "#" + (i + 1)).refuse("bank.bad.text", limits.text());
            }
        }
        if (rows.isEmpty() && !header(line, cells)) {
            return;
        }
        var table = rows.orElseThrow();
        if (line == table.headerLine()) {
            return;
        }
        table.read(line, cells, tornOff).ifPresent(this::take);
    }

    /// @return whether the rows have begun, with this one if there is no header
    private boolean header(int line, List<String> cells) {
        if (mapping.headerRow() == 0) {
            rows = Optional.of(new CsvRows(mapping, holder, mapping.header(), 0, before));
            return true;
        }
        if (mapping.fits(cells) > 0) {
            rows = Optional.of(new CsvRows(mapping, holder, cells, line, before));
            return true;
        }
        before.add(String.join(" ", cells));
        if (++seen > CsvHead.ROWS) {
            throw Refusal.of(Refusal.Kind.INVALID, "bank.csv.noHeader", mapping.name());
        }
        return false;
    }

    private void take(CsvRows.Read read) {
        if (open.filter(s -> s.account().equals(read.account())).isEmpty()) {
            close();
            if (closed.contains(read.account()) || closed.size() == MOST_ACCOUNTS) {
                throw new XmlCursor.Place(read.line(), column(CsvField.OWN_ACCOUNT))
                        .refuse("bank.csv.accountsMixed", Mt940Reader.quoted(read.account()));
            }
            open = Optional.of(new CsvStatement(read.line(), mapping.name(), read.account(), sink));
        }
        var statement = open.orElseThrow();
        switch (read) {
            case CsvRows.Movement m -> {
                if (++entries > limits.entries()) {
                    throw new XmlCursor.Place(read.line(), mapping.name()).refuse("bank.bad.entries", limits.entries());
                }
                statement.entry(m.entry(), m.balance());
            }
            case CsvRows.Stated s -> statement.stated(s);
        }
    }

    private void end(int line) {
        if (rows.isEmpty()) {
            throw Refusal.of(Refusal.Kind.INVALID, "bank.csv.noHeader", mapping.name());
        }
        close();
        if (closed.isEmpty()) {
            throw new XmlCursor.Place(line, mapping.name()).refuse("bank.csv.noRows");
        }
    }

    private void close() {
        open.ifPresent(s -> {
            s.close();
            closed.add(s.account());
        });
        open = Optional.empty();
    }

    private String column(CsvField field) {
        return String.join(", ", mapping.columns(field));
    }
}
