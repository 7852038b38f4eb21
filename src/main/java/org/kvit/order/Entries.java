package org.kvit.order;

import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Refusal;
import org.kvit.base.Refusal.Fault;
import org.kvit.base.Words;

/// Reads what people and programs enter. What can't be read becomes a fault of its field, and
/// counts as empty.
final class Entries {
    private static final int LONGEST_FAULTY = 50;

    private static final Pattern NUMBER = Pattern.compile("-?(\\d{1,18}(\\.\\d{0,10})?|\\.\\d{1,10})");
    private static final Pattern ONE_MARK = Pattern.compile("[^.,]*[.,]?[^.,]*");
    private static final Pattern BY_COMMAS = Pattern.compile("-?\\d{1,3}(,\\d{3})+(\\.\\d{0,10})?");
    private static final Pattern BY_POINTS = Pattern.compile("-?\\d{1,3}(\\.\\d{3})+(,\\d{0,10})?");
    /// A single comma before three digits: of thousands, or of decimals.
    private static final Pattern EITHER = Pattern.compile("-?[1-9]\\d{0,2},\\d{3}");

    private final List<Fault> faults = new ArrayList<>();
    private final boolean commaMayGroup;

    /// For what programs send.
    Entries() {
        commaMayGroup = false;
    }

    /// For what somebody types on a page. @param locale the page's: in some, a comma sets
    /// thousands apart
    Entries(Locale locale) {
        commaMayGroup = DecimalFormatSymbols.getInstance(locale).getGroupingSeparator() == ',';
    }

    /// Without blanks around it; nothing but blanks is nothing.
    static Optional<String> text(@Nullable String entered) {
        return Optional.ofNullable(entered).map(String::strip).filter(t -> !t.isEmpty());
    }

    /// A code that is written in capitals: `EUR`.
    static Optional<String> code(@Nullable String entered) {
        return text(entered).map(t -> t.toUpperCase(Locale.ROOT));
    }

    /// A number as it is written shortest, without an exponent.
    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    static Optional<Long> id(String entered) {
        return text(entered).filter(t -> t.matches("\\d{1,18}")).map(Long::valueOf);
    }

    /// `1234.5`, `1 234,50`, `1,234.50`, `-3`: thousands may be set apart by blanks, or by
    /// whichever of point and comma doesn't begin the decimals. A single point always begins them;
    /// so does a single comma, except that `1,234` is refused where the page writes thousands so:
    /// it may mean either.
    Optional<BigDecimal> decimal(String field, String entered) {
        var signed = entered.strip().replace('\u2212', '-');
        if (commaMayGroup && EITHER.matcher(signed).matches()) {
            add(field, "order.fault.ambiguous", shown(entered), signed.replace(',', '.'), signed.replace(",", ""));
            return Optional.empty();
        }
        var compact = signed.replaceAll("[\\s\u00a0\u202f]", "");
        if (compact.isEmpty()) {
            return Optional.empty();
        }
        var plain = separated(compact);
        if (!NUMBER.matcher(plain).matches()) {
            add(field, "order.fault.number", shown(entered));
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(plain));
    }

    /// With a point before its decimals, and nothing between its thousands.
    private static String separated(String number) {
        if (!ONE_MARK.matcher(number).matches()) {
            if (BY_COMMAS.matcher(number).matches()) {
                return number.replace(",", "");
            }
            if (BY_POINTS.matcher(number).matches()) {
                return number.replace(".", "").replace(',', '.');
            }
            return number;
        }
        return number.replace(',', '.');
    }

    Optional<Integer> whole(String field, String entered) {
        var text = entered.replaceAll("[\\s\u00a0\u202f]", "");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!text.matches("\\d{1,9}")) {
            add(field, "order.fault.whole", shown(entered));
            return Optional.empty();
        }
        return Optional.of(Integer.valueOf(text));
    }

    /// An ISO date, as a date field sends it.
    Optional<LocalDate> date(String field, String entered) {
        if (entered.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(entered.strip()));
        } catch (DateTimeParseException e) {
            add(field, "order.fault.date", shown(entered));
            return Optional.empty();
        }
    }

    void add(String field, String key, Object... args) {
        faults.add(new Fault(field, Words.of(key, args)));
    }

    /// @throws Refusal naming each field that couldn't be read
    void refuse() {
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
    }

    private static String shown(String entered) {
        var text = entered.strip();
        return text.substring(0, Math.min(text.length(), LONGEST_FAULTY));
    }
}
