package org.kvit.ui;

import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.kvit.base.Words;

/// A number as people type it: `1234.5`, `1 234,50`, `1,234.50`, `1.234,50`, `-3`. Thousands may be
/// set apart by blanks, or by whichever of point and comma doesn't begin the decimals. A single point
/// always begins them; so does a single comma, but `1,234` where the page writes thousands so: that
/// may mean either, and is neither. Pure.
public sealed interface TypedNumber {
    /// @param value at most 18 digits before the point, at most ten after it
    record Decimal(BigDecimal value) implements TypedNumber {}

    /// Nothing but blanks.
    record Nothing() implements TypedNumber {}

    record Unreadable() implements TypedNumber {}

    /// @param decimal what it means if the comma begins decimals, written with a point
    /// @param whole what it means if the comma sets thousands apart
    record Ambiguous(String decimal, String whole) implements TypedNumber {}

    /// @param locale of the page that it was typed on
    static TypedNumber read(String typed, Locale locale) {
        return read(typed, DecimalFormatSymbols.getInstance(locale).getGroupingSeparator() == ',');
    }

    /// What a program sends, or what is typed where no comma sets thousands apart.
    static TypedNumber read(String typed) {
        return read(typed, false);
    }

    private static TypedNumber read(String typed, boolean commaMayGroup) {
        var signed = typed.strip().replace('\u2212', '-');
        if (commaMayGroup && Written.EITHER.matcher(signed).matches()) {
            return new Ambiguous(signed.replace(',', '.'), signed.replace(",", ""));
        }
        var compact = signed.replaceAll("[\\s\u00a0\u202f]", "");
        if (compact.isEmpty()) {
            return new Nothing();
        }
        var plain = Written.separated(compact);
        return Written.NUMBER.matcher(plain).matches() ? new Decimal(new BigDecimal(plain)) : new Unreadable();
    }

    /// What is said of it if it is no number, to whoever typed it.
    ///
    /// @param unreadable key of the words for what can't be read at all; `{0}` is what was typed
    default Words fault(String unreadable, String typed) {
        return this instanceof Ambiguous(String decimal, String whole)
                ? Words.of("ui.number.ambiguous", typed, decimal, whole)
                : Words.of(unreadable, typed);
    }

    /// Empty unless it is a number.
    default Optional<BigDecimal> number() {
        return this instanceof Decimal(BigDecimal value) ? Optional.of(value) : Optional.empty();
    }

    /// How numbers are written.
    final class Written {
        private static final Pattern NUMBER = Pattern.compile("-?(\\d{1,18}(\\.\\d{0,10})?|\\.\\d{1,10})");
        private static final Pattern ONE_MARK = Pattern.compile("[^.,]*[.,]?[^.,]*");
        private static final Pattern BY_COMMAS = Pattern.compile("-?\\d{1,3}(,\\d{3})+(\\.\\d{0,10})?");
        private static final Pattern BY_POINTS = Pattern.compile("-?\\d{1,3}(\\.\\d{3})+(,\\d{0,10})?");
        private static final Pattern EITHER = Pattern.compile("-?[1-9]\\d{0,2},\\d{3}");

        private Written() {}

        /// With a point before its decimals, and nothing between its thousands.
        private static String separated(String number) {
            if (ONE_MARK.matcher(number).matches()) {
                return number.replace(',', '.');
            }
            if (BY_COMMAS.matcher(number).matches()) {
                return number.replace(",", "");
            }
            return BY_POINTS.matcher(number).matches() ? number.replace(".", "").replace(',', '.') : number;
        }
    }
}
