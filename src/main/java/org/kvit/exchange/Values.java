package org.kvit.exchange;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/// Dates and amounts as people and programs of several countries write them. Pure.
final class Values {
    private static final Pattern ISO = Pattern.compile("(\\d{4})[-./](\\d{1,2})[-./](\\d{1,2})(?:[T ].*)?");
    private static final Pattern LOCAL = Pattern.compile("(\\d{1,2})[./-] ?(\\d{1,2})[./-] ?(\\d{4})\\.?");
    private static final Pattern BARE = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
    private static final int EARLIEST = 1990;
    private static final int LATEST = 2100;

    private static final Pattern GUARDED = Pattern.compile("'+[=+@\\t\\r-].*", Pattern.DOTALL);

    private Values() {}

    /// Without the apostrophe that an export puts before what a spreadsheet would take for a formula: `'=x` was `=x`,
    /// and `''=x` was `'=x`.
    static String text(String written) {
        return GUARDED.matcher(written).matches() ? written.substring(1) : written;
    }

    /// `2026-11-23`, `23.11.2026`, `23. 11. 2026`, `23/11/2026` (day before month), `20261123`; 1990 to 2100.
    static Optional<LocalDate> date(String text) {
        var iso = ISO.matcher(text);
        if (iso.matches()) {
            return date(iso.group(1), iso.group(2), iso.group(3));
        }
        var local = LOCAL.matcher(text);
        if (local.matches()) {
            return date(local.group(3), local.group(2), local.group(1));
        }
        var bare = BARE.matcher(text);
        return bare.matches() ? date(bare.group(1), bare.group(2), bare.group(3)) : Optional.empty();
    }

    private static Optional<LocalDate> date(String year, String month, String day) {
        try {
            var date = LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
            return date.getYear() < EARLIEST || date.getYear() > LATEST ? Optional.empty() : Optional.of(date);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// `1234.5`, `1 234,50`, `1.234,50`, `1,234.50`, `1'234.50`, `-5`. The last of dot and comma is the
    /// decimal sign; one that
    /// stands alone before exactly three digits could be either, and is refused unless another sign decides.
    /// At most 15 digits before and 4 after it.
    static Optional<BigDecimal> amount(String text) {
        var plain = text.replaceAll("[\\s\u00a0\u202f'’]", "").replace('−', '-');
        if (!plain.matches("-?\\d[\\d.,]*")) {
            return Optional.empty();
        }
        int sign = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','));
        if (sign >= 0 && !decimalSign(plain, sign)) {
            return grouped(plain, sign);
        }
        var whole = sign < 0 ? plain : plain.substring(0, sign);
        var fraction = sign < 0 ? "" : plain.substring(sign + 1);
        var other = sign < 0 ? ' ' : plain.charAt(sign) == '.' ? ',' : '.';
        if (!whole.matches("-?\\d{1,3}(\\" + other + "\\d{3})*|-?\\d+")) {
            return Optional.empty();
        }
        var digits = whole.replace(String.valueOf(other), "");
        if (digits.length() > 16 || fraction.length() > 4 || (sign >= 0 && fraction.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(fraction.isEmpty() ? digits : digits + "." + fraction));
    }

    /// Whether the sign at that place separates decimals: it occurs once, and not before exactly three
    /// digits alone.
    private static boolean decimalSign(String plain, int at) {
        boolean once = plain.indexOf(plain.charAt(at)) == at;
        boolean anotherBefore = plain.substring(0, at).indexOf(plain.charAt(at) == '.' ? ',' : '.') >= 0;
        boolean leadingZero = plain.startsWith("0") || plain.startsWith("-0");
        return once
                && (anotherBefore
                        || leadingZero
                        || plain.length() - at - 1 != 3
                        || at > 3 + (plain.startsWith("-") ? 1 : 0));
    }

    /// `1.234.567`: the same sign several times separates thousands. Once before three digits it could
    /// mean either.
    private static Optional<BigDecimal> grouped(String plain, int at) {
        var group = "\\" + plain.charAt(at);
        return plain.indexOf(plain.charAt(at)) != at && plain.matches("-?\\d{1,3}(" + group + "\\d{3}){2,4}")
                ? Optional.of(new BigDecimal(plain.replaceAll(group, "")))
                : Optional.empty();
    }
}
