package org.kvit.bank;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// A `:61:` statement line: `6!n[4!n]2a[1!a]15d1!a3!c16x[//16x]` and `[34x]` on a line of its own.
/// Lengths of references are taken as they come: several banks write longer ones.
final class Mt940Entry {
    private static final Pattern LINE = Pattern.compile(
            "(?<value>\\d{6})(?<entry>\\d{4})?(?<mark>R?[CD])(?<funds>[A-Z])?(?<amount>\\d[\\d,.]{0,17})"
                    + "(?<type>[NSF][A-Z0-9]{3})(?<refs>.*)");

    private Mt940Entry() {}

    /// @param lines the first as above, then what the bank supplements
    static PlainEntry read(XmlCursor.Place place, List<String> lines, String account, String currency) {
        var parts = LINE.matcher(lines.getFirst().strip());
        if (!parts.matches()) {
            throw place.refuse("bank.bad.statementLine", Mt940Reader.quoted(lines.getFirst()));
        }
        var value = date(parts.group("value")).orElseThrow(() -> place.refuse("bank.bad.date", parts.group("value")));
        var amount = WrittenAmount.unsigned(parts.group("amount"))
                .orElseThrow(() -> place.refuse("bank.bad.amount", parts.group("amount")));
        var mark = parts.group("mark");
        // A reversal of a credit is a debit (RC), one of a debit a credit (RD).
        boolean credit = mark.equals("C") || mark.equals("RD");
        var entry = new PlainEntry(
                place.line(), account, booked(place, value, parts.group("entry")), amount, currency, credit);
        entry.valueOn = Optional.of(value);
        entry.code = parts.group("type");
        entry.reversal = mark.startsWith("R") || entry.code.equals("NRTI");
        references(parts.group("refs"), entry);
        entry.additional = String.join("\n", lines.subList(1, lines.size())).strip();
        return entry;
    }

    /// Six digits YYMMDD of this century.
    static Optional<LocalDate> date(String digits) {
        return day(2000 + Integer.parseInt(digits.substring(0, 2)), digits.substring(2));
    }

    /// The entry date has no year: it is the one nearest to the value date, which may be the year
    /// before or after.
    private static LocalDate booked(XmlCursor.Place place, LocalDate value, String monthDay) {
        return monthDay == null
                ? value
                : IntStream.rangeClosed(value.getYear() - 1, value.getYear() + 1)
                        .mapToObj(year -> day(year, monthDay))
                        .flatMap(Optional::stream)
                        .min(Comparator.comparingLong(d -> Math.abs(ChronoUnit.DAYS.between(value, d))))
                        .orElseThrow(() -> place.refuse("bank.bad.date", monthDay));
    }

    private static Optional<LocalDate> day(int year, String monthDay) {
        try {
            return Optional.of(LocalDate.of(
                    year, Integer.parseInt(monthDay.substring(0, 2)), Integer.parseInt(monthDay.substring(2))));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// The payer's reference, and behind `//` the bank's. A few banks put further words of theirs
    /// behind that.
    private static void references(String written, PlainEntry entry) {
        int bank = written.indexOf("//");
        var payers = (bank < 0 ? written : written.substring(0, bank)).strip();
        entry.bankReference = bank < 0
                ? ""
                : written.substring(bank + 2).replaceFirst("/[A-Z]{4}/.*", "").strip();
        // EREF, PREF, MARF, KREF+ and the like say where in :86: to look.
        if (!payers.toUpperCase(Locale.ROOT).matches("|[A-Z]{4}\\+?|NONREF.*")) {
            entry.endToEndId = payers;
        }
    }
}
