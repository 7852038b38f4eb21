package org.kvit.bank;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes ABO/GPC files for tests, by the places that the banks publish.
final class Gpc {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("ddMMyy");

    private final List<String> lines = new ArrayList<>();

    /// @param account sixteen digits, as they are to stand in the file
    Gpc statement(String account, LocalDate before, String opening, LocalDate on, String closing) {
        lines.add(
                "074" + account + text("Baltic Freight", 20) + DAY.format(before) + amount(opening, 14) + sign(opening)
                        + amount(closing, 14) + sign(closing) + "0".repeat(14) + "+" + "0".repeat(14) + "+" + "017"
                        + DAY.format(on)
                        + " ".repeat(14));
        return this;
    }

    Gpc entry(Item i) {
        lines.add("075" + i.account + i.other + digits(i.document, 13) + amount(i.amount, 12) + i.code
                + digits(i.variable, 10)
                + "00" + digits(i.bank, 4) + digits(i.constant, 4) + digits(i.specific, 10) + date(i.value)
                + text(i.name, 20)
                + "0" + i.currency + date(i.booked));
        return this;
    }

    /// What stands in one `075` line. @param value 000000 if it is null
    record Item(
            String account,
            String other,
            String document,
            String amount,
            int code,
            String variable,
            String bank,
            String constant,
            String specific,
            @Nullable LocalDate value,
            String name,
            String currency,
            @Nullable LocalDate booked) {}

    Gpc line(String line) {
        lines.add(line);
        return this;
    }

    String text() {
        return String.join("\r\n", lines) + "\r\n";
    }

    private static String date(@Nullable LocalDate day) {
        return day == null ? "000000" : DAY.format(day);
    }

    private static String amount(String amount, int length) {
        return digits(
                new BigDecimal(amount)
                        .abs()
                        .movePointRight(2)
                        .toBigIntegerExact()
                        .toString(),
                length);
    }

    private static String sign(String amount) {
        return amount.startsWith("-") ? "-" : "+";
    }

    static String digits(String digits, int length) {
        return "0".repeat(length - digits.length()) + digits;
    }

    private static String text(String text, int length) {
        return (text + " ".repeat(length)).substring(0, length);
    }
}
