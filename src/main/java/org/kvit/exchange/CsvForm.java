package org.kvit.exchange;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kvit.bank.CsvDates;
import org.kvit.bank.CsvField;
import org.kvit.bank.CsvMapping;

/// A mapping of columns as it stands in its form.
///
/// @param columns that can be chosen
public record CsvForm(CsvMapping mapping, List<Column> columns) {
    public static final Map<String, Character> DELIMITERS =
            new java.util.TreeMap<>(Map.of("semicolon", ';', "comma", ',', "tab", '\t', "pipe", '|'));
    public static final List<String> CHARSETS =
            List.of("windows-1250", "windows-1257", "windows-1252", "ISO-8859-2", "ISO-8859-13", "IBM852");

    /// Texts may stand in so many columns.
    private static final int TEXTS = 4;

    private static final int LONGEST = 30;
    private static final java.time.LocalDate EXAMPLE = java.time.LocalDate.of(2026, 11, 23);

    /// A column to choose. @param value as a mapping names it @param sample what stands in it first
    public record Column(String value, String name, int number, String sample) {}

    static CsvForm of(CsvMapping mapping, List<List<String>> rows) {
        return new CsvForm(mapping, columns(mapping.header(), rows));
    }

    /// @param header of the file, or of the mapping that is edited
    static CsvForm of(Map<String, String[]> request, long id, List<String> header, List<List<String>> rows) {
        var columns = new EnumMap<CsvField, List<String>>(CsvField.class);
        var choices = columns(header, rows).stream().map(Column::value).toList();
        for (var field : CsvField.values()) {
            columns.put(field, chosen(request, "c-" + field.code(), choices));
        }
        var mapping = new CsvMapping(
                id,
                value(request, "name"),
                DELIMITERS.getOrDefault(value(request, "delimiter"), ';'),
                charset(value(request, "charset")),
                value(request, "decimal").equals("dot") ? '.' : ',',
                CsvDates.FORMATS.contains(value(request, "dateFormat"))
                        ? value(request, "dateFormat")
                        : CsvDates.FORMATS.getFirst(),
                row(value(request, "headerRow")),
                columns,
                header,
                value(request, "account"),
                value(request, "fixedCurrency").toUpperCase(java.util.Locale.ROOT));
        return of(mapping, rows);
    }

    static char delimiter(String name) {
        return DELIMITERS.getOrDefault(name, ';');
    }

    static String charset(String name) {
        return CHARSETS.contains(name) ? name : "";
    }

    static int row(String number) {
        return number.matches("\\d{1,2}") ? Math.min(60, Integer.parseInt(number)) : 0;
    }

    public String delimiter() {
        return DELIMITERS.entrySet().stream()
                .filter(d -> d.getValue() == mapping.delimiter())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("semicolon");
    }

    /// A day as a format writes it.
    public static String example(String format) {
        return EXAMPLE.format(java.time.format.DateTimeFormatter.ofPattern(format));
    }

    /// The selects of a field: one, of texts one more than are chosen.
    public List<String> chosen(CsvField field) {
        var chosen = new ArrayList<>(mapping.columns(field));
        if (chosen.isEmpty() || (field.several() && chosen.size() < TEXTS)) {
            chosen.add("");
        }
        return chosen;
    }

    private static List<String> chosen(Map<String, String[]> request, String name, List<String> choices) {
        return java.util.Arrays.stream(request.getOrDefault(name, new String[0]))
                .filter(choices::contains)
                .distinct()
                .limit(TEXTS)
                .toList();
    }

    /// Names that stand once name their column; others are counted.
    private static List<Column> columns(List<String> header, List<List<String>> rows) {
        var columns = new ArrayList<Column>();
        for (int i = 0; i < header.size(); i++) {
            int place = i;
            var name = header.get(i).strip();
            boolean alone = !name.isEmpty()
                    && header.stream()
                                    .filter(n -> n.strip().equalsIgnoreCase(name))
                                    .count()
                            == 1;
            var sample = rows.stream()
                    .filter(r -> place < r.size()
                            && !r.get(place).isBlank()
                            && !r.get(place).strip().equals(name))
                    .map(r -> r.get(place).strip())
                    .findFirst()
                    .orElse("");
            columns.add(new Column(alone ? name : "#" + (i + 1), name, i + 1, shortened(sample)));
        }
        return columns;
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    private static String value(Map<String, String[]> request, String name) {
        return Optional.ofNullable(request.get(name))
                .filter(v -> v.length > 0)
                .map(v -> v[0].strip())
                .orElse("");
    }
}
