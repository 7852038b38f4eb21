package org.kvit.customer;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Refusal;
import org.kvit.base.Refusal.Fault;
import org.kvit.base.Words;
import org.kvit.ui.TypedNumber;

/// What people and programs enter, read. What can't be read becomes a fault of its field, and counts as
/// empty.
final class Entered {
    private static final int LONGEST_FAULTY = 50;

    private Entered() {}

    /// Without blanks around it; nothing but blanks is nothing.
    static Optional<String> text(@Nullable String entered) {
        return Optional.ofNullable(entered).map(String::strip).filter(t -> !t.isEmpty());
    }

    /// A code that is written in capitals: `LV`, `EUR`.
    static Optional<String> code(@Nullable String entered) {
        return text(entered).map(t -> t.toUpperCase(Locale.ROOT));
    }

    static OptionalInt days(String field, String entered, List<Fault> faults) {
        var text = entered.strip();
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!text.matches("\\d{1,4}")) {
            faults.add(new Fault(field, Words.of("customer.fault.days", CardFaults.MOST_DAYS)));
            return OptionalInt.empty();
        }
        return OptionalInt.of(Integer.parseInt(text));
    }

    /// Not negative, up to four decimals. @param locale of the page that it was typed on
    static Optional<BigDecimal> amount(String field, String entered, Locale locale, List<Fault> faults) {
        var number = TypedNumber.read(entered, locale);
        var amount = number.number().filter(a -> a.signum() >= 0 && a.precision() - a.scale() <= 15 && a.scale() <= 4);
        if (amount.isEmpty() && !(number instanceof TypedNumber.Nothing)) {
            faults.add(new Fault(field, number.fault("customer.fault.amount", shown(entered))));
        }
        return amount;
    }

    /// An ISO date, as a date field sends it.
    static Optional<LocalDate> date(String field, String entered, List<Fault> faults) {
        if (entered.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(entered.strip()));
        } catch (DateTimeParseException e) {
            faults.add(new Fault(field, Words.of("customer.fault.date", shown(entered))));
            return Optional.empty();
        }
    }

    /// @throws Refusal naming the word that is no way of sending
    static Settlement settlement(String invoice, String pod) {
        return new Settlement(
                InvoiceDelivery.of(invoice)
                        .orElseThrow(() -> Refusal.invalid("invoiceDelivery", "customer.fault.invoiceDelivery")),
                PodDelivery.of(pod).orElseThrow(() -> Refusal.invalid("podDelivery", "customer.fault.podDelivery")));
    }

    private static String shown(String entered) {
        var text = entered.strip();
        return text.substring(0, Math.min(text.length(), LONGEST_FAULTY));
    }
}
