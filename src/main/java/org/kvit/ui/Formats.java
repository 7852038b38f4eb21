package org.kvit.ui;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.kvit.base.Money;

/// Dates, numbers and amounts as one locale writes them (CLDR). English is written the European way, day
/// before month.
public final class Formats {
    private final Locale locale;

    /// @param locale its language is enough
    public Formats(Locale locale) {
        this.locale = locale.getLanguage().equals("en") ? Locale.UK : locale;
    }

    /// `23.11.2026` and the like.
    public String date(LocalDate date) {
        return DateTimeFormatter.ofPattern(pattern(), locale).format(date);
    }

    /// Date and time of day to the minute, in the given zone.
    public String instant(Instant at, ZoneId zone) {
        var there = at.atZone(zone);
        return date(there.toLocalDate()) + " "
                + DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                        .withLocale(locale)
                        .format(there);
    }

    /// Amount and currency code: `1 234,50 EUR`.
    public String money(Money money) {
        return amount(money) + "\u00a0" + money.currency();
    }

    /// The amount alone, for a column whose currency stands beside it.
    public String amount(Money money) {
        return number(money.amount());
    }

    /// With as many decimals as it has, grouped by thousands.
    public String number(BigDecimal number) {
        var format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(Math.max(0, number.scale()));
        format.setMaximumFractionDigits(Math.max(0, number.scale()));
        return format.format(number);
    }

    public String number(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    private String pattern() {
        return switch (locale.getLanguage()) {
            case "cs", "sk" -> "d. M. yyyy";
            case "lv", "et", "pl", "de", "ru" -> "dd.MM.yyyy";
            case "lt" -> "yyyy-MM-dd";
            default -> "dd/MM/yyyy";
        };
    }
}
