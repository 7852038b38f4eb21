package org.kvit.reminder;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.kvit.base.Money;
import org.kvit.ui.Formats;

/// Dates and amounts in a letter's language. English goes to readers on both sides of the Atlantic, so
/// it writes months
/// as words.
final class LetterFormats {
    private static final DateTimeFormatter ENGLISH = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.UK);

    private final String language;
    private final Formats formats;

    LetterFormats(String language) {
        this.language = language;
        this.formats = new Formats(Locale.of(language));
    }

    /// In one piece: no line breaks inside.
    String date(LocalDate date) {
        var written = language.equals("en") ? ENGLISH.format(date) : formats.date(date);
        return written.replace(' ', '\u00a0');
    }

    String days(long days) {
        return days > 0 ? formats.number(days) : "–";
    }

    String money(Money money) {
        return formats.money(money);
    }

    String amount(Money money) {
        return formats.amount(money);
    }

    /// `1,00 EUR, 2,00 CZK un 3,00 SEK`.
    String list(Collection<Money> amounts, String and) {
        var written = amounts.stream().map(this::money).toList();
        return written.size() == 1 ? written.getFirst() : enumerated(written, and);
    }

    private static String enumerated(List<String> written, String and) {
        return written.stream().limit(written.size() - 1).collect(Collectors.joining(", ")) + " " + and + " "
                + written.getLast();
    }
}
