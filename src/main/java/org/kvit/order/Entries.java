package org.kvit.order;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Refusal;
import org.kvit.base.Refusal.Fault;
import org.kvit.base.Words;
import org.kvit.ui.TypedNumber;

/// Reads what people and programs enter. What can't be read becomes a fault of its field, and
/// counts as empty.
final class Entries {
    private static final int LONGEST_FAULTY = 50;

    private final List<Fault> faults = new ArrayList<>();
    private final Function<String, TypedNumber> numbers;

    /// For what programs send.
    Entries() {
        numbers = TypedNumber::read;
    }

    /// For what somebody types on a page. @param locale the page's: in some, a comma sets
    /// thousands apart
    Entries(Locale locale) {
        numbers = typed -> TypedNumber.read(typed, locale);
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

    Optional<BigDecimal> decimal(String field, String entered) {
        return switch (numbers.apply(entered)) {
            case TypedNumber.Decimal(BigDecimal value) -> Optional.of(value);
            case TypedNumber.Nothing() -> Optional.empty();
            case TypedNumber.Ambiguous(String decimal, String whole) -> {
                add(field, "ui.number.ambiguous", shown(entered), decimal, whole);
                yield Optional.empty();
            }
            case TypedNumber.Unreadable() -> {
                add(field, "order.fault.number", shown(entered));
                yield Optional.empty();
            }
        };
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
