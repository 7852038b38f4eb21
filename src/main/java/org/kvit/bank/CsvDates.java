package org.kvit.bank;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Dates as banks' CSV files write them; a time of day behind one is passed over. Pure.
public final class CsvDates {
    /// All that are known, the least ambiguous first.
    public static final List<String> FORMATS = List.of(
            "yyyy-MM-dd",
            "dd.MM.yyyy",
            "dd/MM/yyyy",
            "yyyy.MM.dd",
            "yyyy/MM/dd",
            "dd-MM-yyyy",
            "yyyyMMdd",
            "ddMMyyyy",
            "dd.MM.yy",
            "MM/dd/yyyy");

    private static final ConcurrentMap<String, DateTimeFormatter> FORMATTERS = new ConcurrentHashMap<>();
    private static final int LONGEST = 40;

    private CsvDates() {}

    /// @param format one of [#FORMATS]; days and months may be written with one digit
    static Optional<LocalDate> of(String written, String format) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        var day = written.strip().replaceFirst("\\. (?=\\d)", ".").replaceFirst("\\. (?=\\d)", ".");
        day = day.replaceFirst("[T ].*$", "").replaceFirst("\\.$", "");
        try {
            return Optional.of(LocalDate.parse(day, FORMATTERS.computeIfAbsent(format, CsvDates::formatter)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// The first format that reads all of them.
    static Optional<String> formatOf(List<String> written) {
        return written.isEmpty()
                ? Optional.empty()
                : FORMATS.stream()
                        .filter(f -> written.stream().allMatch(w -> of(w, f).isPresent()))
                        .findFirst();
    }

    private static DateTimeFormatter formatter(String format) {
        boolean apart = format.matches(".*[^a-zA-Z].*");
        var pattern = apart ? format.replace("MM", "M").replace("dd", "d") : format;
        return DateTimeFormatter.ofPattern(pattern.replace('y', 'u')).withResolverStyle(ResolverStyle.STRICT);
    }
}
