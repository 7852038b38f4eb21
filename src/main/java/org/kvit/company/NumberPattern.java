package org.kvit.company;

import java.time.LocalDate;
import java.util.regex.Pattern;
import org.kvit.base.Refusal;

/// How a series writes its numbers: any text with `{number}` in it once, or `{number:5}` to fill it up with zeros.
/// With `{year}` (or `{year:2}`) in it the series begins anew each year. Pure.
public record NumberPattern(String text) {
    private static final Pattern PART = Pattern.compile("\\{(number|year)(?::([1-9]))?}");
    private static final int LONGEST = 30;
    /// The row of a series that runs through the years.
    private static final int EVERY_YEAR = 0;

    /// @throws Refusal if it has no or several running numbers, other braces, or more than 30 characters
    public NumberPattern {
        long numbers = PART.matcher(text)
                .results()
                .filter(p -> p.group(1).equals("number"))
                .count();
        boolean braces = PART.matcher(text).replaceAll("").matches(".*[{}\\p{Cntrl}].*");
        if (numbers != 1 || braces || text.length() > LONGEST || !text.equals(text.strip())) {
            throw Refusal.invalid("pattern", "company.numberPattern.invalid", LONGEST);
        }
    }

    /// Whether the series begins anew each year.
    public boolean yearly() {
        return PART.matcher(text).results().anyMatch(p -> p.group(1).equals("year"));
    }

    /// The year that a document of this date is counted in; 0 in a series that runs through the years.
    int yearOf(LocalDate date) {
        return yearly() ? date.getYear() : EVERY_YEAR;
    }

    /// @param number from 1
    public String write(LocalDate date, long number) {
        return PART.matcher(text).replaceAll(p -> {
            boolean running = p.group(1).equals("number");
            var digits = Long.toString(running ? number : date.getYear());
            int width = p.group(2) == null ? 1 : Integer.parseInt(p.group(2));
            return running ? filled(digits, width) : lastDigits(digits, p.group(2) == null ? 4 : width);
        });
    }

    /// A regular expression, for Java and PostgreSQL, of the numbers that the series writes on this date; its one group
    /// is the running number.
    public String expression(LocalDate date) {
        var expression = new StringBuilder("^");
        int from = 0;
        for (var part : PART.matcher(text).results().toList()) {
            expression.append(literal(text.substring(from, part.start())));
            expression.append(
                    part.group(1).equals("number")
                            ? "(\\d{1,15})"
                            : lastDigits(
                                    Integer.toString(date.getYear()),
                                    part.group(2) == null ? 4 : Integer.parseInt(part.group(2))));
            from = part.end();
        }
        return expression.append(literal(text.substring(from))).append('$').toString();
    }

    private static String filled(String digits, int width) {
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    private static String lastDigits(String year, int width) {
        return year.substring(Math.max(0, year.length() - width));
    }

    private static String literal(String plain) {
        return plain.replaceAll("[^\\p{L}\\p{N}]", "\\\\$0");
    }
}
