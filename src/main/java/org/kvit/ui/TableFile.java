package org.kvit.ui;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/// A list as a file: CSV (UTF-8 with a byte order mark, ISO dates, decimal points) or XLSX. Rows are written as they
/// come; nothing holds the whole list.
public interface TableFile extends AutoCloseable {
    /// @param cells strings, [BigDecimal]s, numbers, [LocalDate]s, Optionals of these; null is empty
    void row(@Nullable Object... cells);

    @Override
    void close() throws IOException;

    /// What fills the file.
    interface Rows {
        void into(TableFile file);
    }

    /// Answers a request with a file.
    ///
    /// @param format `csv` or `xlsx`
    /// @param name of the file, without its ending
    static void answer(
            jakarta.servlet.http.HttpServletResponse response,
            String format,
            String name,
            List<String> columns,
            Rows rows)
            throws IOException {
        boolean excel = format.equals("xlsx");
        response.setContentType(
                excel ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv;charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(name + (excel ? ".xlsx" : ".csv"), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        try (var file = excel ? new Xlsx(response.getOutputStream(), name) : new Csv(response.getOutputStream())) {
            file.row(columns.toArray());
            rows.into(file);
        }
    }

    /// Text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP: CSV injection); so does
    /// text that has one there already, so that whoever reads the file knows which of them to take off.
    final class Csv implements TableFile {
        private static final Pattern FORMULA = Pattern.compile("'*[=+@\\t\\r-].*", Pattern.DOTALL);

        private final CsvWriter csv;

        public Csv(OutputStream out) throws IOException {
            var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            writer.write('\uFEFF');
            csv = CsvWriter.builder().build(writer);
        }

        @Override
        public void row(@Nullable Object... cells) {
            csv.writeRecord(Arrays.stream(cells).map(Csv::text).toList());
        }

        @Override
        public void close() throws IOException {
            csv.close();
        }

        private static String text(@Nullable Object cell) {
            return switch (cell) {
                case null -> "";
                case Optional<?> some -> some.map(Csv::text).orElse("");
                case BigDecimal number -> number.toPlainString();
                case String text when FORMULA.matcher(text).matches() -> "'" + text;
                default -> cell.toString();
            };
        }
    }

    /// One sheet. Amounts and dates are cells of their kind, so that they can be added and sorted.
    final class Xlsx implements TableFile {
        private static final int LONGEST_NAME = 31;
        private static final int FLUSH = 1000;

        private final Workbook workbook;
        private final Worksheet sheet;
        private int row;

        public Xlsx(OutputStream out, String name) {
            workbook = new Workbook(out, "Kvit", "1.0");
            sheet = workbook.newWorksheet(name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name);
        }

        @Override
        public void row(@Nullable Object... cells) {
            for (int column = 0; column < cells.length; column++) {
                cell(column, cells[column]);
            }
            if (row == 0) {
                sheet.range(0, 0, 0, Math.max(0, cells.length - 1))
                        .style()
                        .bold()
                        .set();
                sheet.freezePane(0, 1);
            }
            row++;
            if (row % FLUSH == 0) {
                flush();
            }
        }

        @Override
        public void close() throws IOException {
            sheet.close();
            workbook.close();
        }

        private void cell(int column, @Nullable Object value) {
            switch (value) {
                case null -> {}
                case Optional<?> some -> cell(column, some.orElse(null));
                case LocalDate date -> {
                    sheet.value(row, column, date);
                    sheet.style(row, column).format("yyyy-mm-dd").set();
                }
                case BigDecimal number -> {
                    sheet.value(row, column, number);
                    sheet.style(row, column).format("#,##0.00").set();
                }
                case Number number -> sheet.value(row, column, number);
                default -> sheet.value(row, column, value.toString());
            }
        }

        private void flush() {
            try {
                sheet.flush();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
