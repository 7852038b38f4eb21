package org.kvit.credit;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.ui.TypedNumber;

/// The form of a credit note as it stands. Pure.
///
/// @param credited what the invoice was credited when the form was shown
/// @param amount of an invoice that came with its total only
/// @param lines by position
public record CreditForm(String credited, String issueDate, String reason, String amount, Map<Integer, Entry> lines) {
    private static final int LONGEST = 40;
    private static final int LONGEST_REASON = 1000;

    /// @param quantity, unitPrice as typed
    public record Entry(String quantity, String unitPrice) {
        static final Entry NOTHING = new Entry("", "");
    }

    /// All that is left, today.
    static CreditForm blank(Creditable invoice, LocalDate today, Locale locale) {
        var lines = new LinkedHashMap<Integer, Entry>();
        invoice.rest()
                .forEach(l -> lines.put(
                        l.position(),
                        new Entry(Typed.shown(l.quantity(), locale), price(l.unitPrice(), invoice, locale))));
        return new CreditForm(
                invoice.credited().amount().toPlainString(),
                today.toString(),
                "",
                invoice.positions().isEmpty()
                        ? Typed.separated(invoice.left().amount().toPlainString(), locale)
                        : "",
                lines);
    }

    /// @param fields the request's: `issueDate`, `reason`, `amount`, and `quantity-N` and `unitPrice-N`
    /// of line N
    static CreditForm of(Map<String, String[]> fields, Creditable invoice) {
        var lines = new LinkedHashMap<Integer, Entry>();
        invoice.positions()
                .forEach(p -> lines.put(
                        p.number(),
                        new Entry(one(fields, "quantity-" + p.number()), one(fields, "unitPrice-" + p.number()))));
        return new CreditForm(
                one(fields, "credited"), one(fields, "issueDate"), one(fields, "reason"), one(fields, "amount"), lines);
    }

    /// With at least the decimals that the currency writes.
    private static String price(BigDecimal price, Creditable invoice, Locale locale) {
        return Typed.separated(new Money(price, invoice.currency()).amount().toPlainString(), locale);
    }

    public Entry entry(int position) {
        return lines.getOrDefault(position, Entry.NOTHING);
    }

    /// @throws Refusal naming each field that can't be read
    NewCreditNote wanted(Creditable invoice, Locale locale) {
        var faults = new ArrayList<Refusal.Fault>();
        var date = date(faults);
        var whole = invoice.positions().isEmpty();
        var lines = whole ? List.<NewCreditNote.Line>of() : lines(locale, faults);
        var typed = whole ? number("amount", amount, locale, faults) : Optional.<BigDecimal>empty();
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        return new NewCreditNote(date, reason, whole ? Optional.empty() : Optional.of(lines), typed);
    }

    private static Optional<BigDecimal> number(String field, String typed, Locale locale, List<Refusal.Fault> faults) {
        var number = TypedNumber.read(typed, locale);
        if (number.number().isEmpty()) {
            faults.add(new Refusal.Fault(field, number.fault("credit.number.typed", typed)));
        }
        return number.number();
    }

    /// A line without a quantity isn't credited.
    private List<NewCreditNote.Line> lines(Locale locale, List<Refusal.Fault> faults) {
        var read = new ArrayList<NewCreditNote.Line>();
        lines.forEach((position, entry) -> {
            if (entry.quantity().isEmpty()) {
                return;
            }
            var quantity = number("quantity-" + position, entry.quantity(), locale, faults);
            var price = number("unitPrice-" + position, entry.unitPrice(), locale, faults);
            quantity.flatMap(q -> price.map(p -> new NewCreditNote.Line(position, q, p)))
                    .ifPresent(read::add);
        });
        return read;
    }

    private Optional<LocalDate> date(List<Refusal.Fault> faults) {
        try {
            return issueDate.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(issueDate));
        } catch (DateTimeException e) {
            faults.add(new Refusal.Fault("issueDate", Words.of("credit.date.typed")));
            return Optional.empty();
        }
    }

    /// The service names lines by their place among those that are credited, the form by their
    /// position.
    static List<Refusal.Fault> byField(List<Refusal.Fault> faults, List<NewCreditNote.Line> lines) {
        return faults.stream()
                .map(f -> new Refusal.Fault(field(f.field(), lines), f.words()))
                .toList();
    }

    private static String field(String field, List<NewCreditNote.Line> lines) {
        var place = field.replaceFirst("^lines\\[(\\d{1,4})\\]\\..*$", "$1");
        return place.equals(field) || Integer.parseInt(place) >= lines.size()
                ? field
                : field.replaceFirst("^.*\\.", "") + "-"
                        + lines.get(Integer.parseInt(place)).position();
    }

    static String one(Map<String, String[]> fields, String name) {
        return one(fields, name, name.equals("reason") ? LONGEST_REASON : LONGEST);
    }

    /// @param most characters that are read
    static String one(Map<String, String[]> fields, String name, int most) {
        var values = fields.getOrDefault(name, new String[0]);
        var value = values.length == 0 ? "" : values[0].strip();
        return value.substring(0, Math.min(value.length(), most));
    }
}
