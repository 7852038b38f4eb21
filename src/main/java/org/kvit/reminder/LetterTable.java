package org.kvit.reminder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The invoices as columns of plain text, for the e-mail's text part: number and due date to the left,
/// figures to the
/// right.
final class LetterTable {
    private static final String GAP = "   ";
    private static final int LEFT_COLUMNS = 2;

    private LetterTable() {}

    static List<String> lines(List<LetterView.Row> rows, List<String> sums, Map<String, String> labels) {
        var cells = new ArrayList<List<String>>();
        cells.add(Stream.of("number", "due", "days", "open").map(labels::get).toList());
        rows.forEach(row -> cells.add(List.of(row.number(), row.due(), row.days(), row.open())));
        var widths = IntStream.range(0, cells.getFirst().size())
                .map(column -> cells.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        var lines =
                new ArrayList<>(cells.stream().map(line -> line(line, widths)).toList());
        var width = IntStream.of(widths).sum() + GAP.length() * (widths.length - 1);
        lines.add(1, "-".repeat(width));
        lines.add("-".repeat(width));
        for (int i = 0; i < sums.size(); i++) {
            lines.add(ends(i == 0 ? labels.getOrDefault("sum", "") : "", sums.get(i), width));
        }
        return lines;
    }

    private static String line(List<String> cells, int[] widths) {
        var padded = IntStream.range(0, widths.length)
                .mapToObj(i -> i < LEFT_COLUMNS
                        ? cells.get(i) + padding(cells.get(i), widths[i])
                        : padding(cells.get(i), widths[i]) + cells.get(i))
                .toList();
        return String.join(GAP, padded).stripTrailing();
    }

    private static String ends(String left, String right, int width) {
        return left + padding(left + right, width) + right;
    }

    private static String padding(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length()));
    }
}
