package org.kvit.ui;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.kvit.base.Money;

/// Dates and amounts in the language of a letter or an invoice. English goes to readers on both sides of
/// the Atlantic, so it writes months as words.
public final class LetterFormats {
    private static final DateTimeFormatter ENGLISH = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.UK);

    private final String language;
    private final Formats formats;

    public LetterFormats(String language) {
        this.language = language;
        this.formats = new Formats(Locale.of(language));
    }

    /// In one piece: no line breaks inside.
    public String date(LocalDate date) {
        var written = language.equals("en") ? ENGLISH.format(date) : formats.date(date);
        return written.replace(' ', '\u00a0');
    }

    public String days(long days) {
        return days > 0 ? formats.number(days) : "–";
    }

    public String money(Money money) {
        return formats.money(money);
    }

    public String amount(Money money) {
        return formats.amount(money);
    }

    /// With no more decimals than it needs.
    public String number(BigDecimal number) {
        return formats.number(number.stripTrailingZeros());
    }

    /// `1,00 EUR, 2,00 CZK un 3,00 SEK`.
    public String list(Collection<Money> amounts, String and) {
        var written = amounts.stream().map(this::money).toList();
        return written.size() == 1 ? written.getFirst() : enumerated(written, and);
    }

    private static String enumerated(List<String> written, String and) {
        return written.stream().limit(written.size() - 1).collect(Collectors.joining(", ")) + " " + and + " "
                + written.getLast();
    }
}
