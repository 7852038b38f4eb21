package org.kvit.invoice;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.kvit.base.LineTotals;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.base.VatCategory;
import org.kvit.base.Words;

/// What a new invoice must look like, field by field, as the API names them. Pure.
final class NewInvoiceRules {
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());
    private static final int LONGEST_NUMBER = 50;
    private static final int LONGEST_REFERENCE = 70;
    private static final int LONGEST_DESCRIPTION = 1000;
    private static final int MOST_LINES = 1000;
    private static final int EARLIEST = 1990;
    private static final int LATEST = 2100;
    /// Below this any amount, price or quantity must stay.
    private static final BigDecimal TOO_MUCH = new BigDecimal("1000000000000");
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private final List<Refusal.Fault> faults = new ArrayList<>();

    private NewInvoiceRules() {}

    /// @param issued, due, currency what they come to once the customer is known
    /// @return what the invoice comes to
    /// @throws Refusal naming every field that won't do
    static Money check(NewInvoice invoice, LocalDate issued, LocalDate due, String currency) {
        var rules = new NewInvoiceRules();
        rules.texts(invoice);
        rules.dates(issued, due);
        rules.unless(CURRENCIES.contains(currency), "currency", "invoice.currency.unknown", currency);
        rules.lines(invoice.lines());
        rules.unless(oneScope(invoice.lines()), "lines", "invoice.lines.outside");
        rules.refuse();
        var total = rules.total(invoice, currency);
        rules.refuse();
        return total;
    }

    /// What the lines of a draft come to. @throws Refusal if they don't fit on one invoice
    static Money total(List<InvoiceLine> lines, String currency) {
        if (lines.size() > MOST_LINES) {
            throw Refusal.conflict("invoice.content.lines", MOST_LINES);
        }
        if (!oneScope(lines)) {
            throw Refusal.conflict("invoice.lines.outside");
        }
        var total = LineTotals.of(lines, currency).total();
        if (total.amount().signum() < 0) {
            throw Refusal.conflict("invoice.lines.negative", total);
        }
        if (total.amount().compareTo(TOO_MUCH) >= 0) {
            throw Refusal.conflict("invoice.lines.tooMuch");
        }
        return total;
    }

    private void texts(NewInvoice invoice) {
        invoice.number().ifPresent(number -> {
            boolean fits = !number.isBlank()
                    && number.length() <= LONGEST_NUMBER
                    && number.chars().noneMatch(Character::isISOControl);
            unless(fits, "number", "invoice.number.invalid", LONGEST_NUMBER);
        });
        invoice.reference().ifPresent(reference -> {
            boolean fits =
                    reference.length() <= LONGEST_REFERENCE && reference.chars().noneMatch(Character::isISOControl);
            unless(fits, "reference", "invoice.reference.invalid", LONGEST_REFERENCE);
        });
    }

    private void dates(LocalDate issued, LocalDate due) {
        unless(within(issued), "issueDate", "invoice.date.range", EARLIEST, LATEST);
        unless(within(due), "dueDate", "invoice.date.range", EARLIEST, LATEST);
        unless(!due.isBefore(issued), "dueDate", "invoice.dueDate.beforeIssue", due, issued);
    }

    private static boolean within(LocalDate date) {
        return date.getYear() >= EARLIEST && date.getYear() <= LATEST;
    }

    private void lines(List<InvoiceLine> lines) {
        unless(lines.size() <= MOST_LINES, "lines", "invoice.lines.count", MOST_LINES);
        for (int i = 0; i < Math.min(lines.size(), MOST_LINES); i++) {
            line("lines[" + i + "].", lines.get(i));
        }
    }

    private void line(String field, InvoiceLine line) {
        boolean said = !line.description().isBlank() && line.description().length() <= LONGEST_DESCRIPTION;
        unless(said, field + "description", "invoice.line.description", LONGEST_DESCRIPTION);
        unless(fits(line.quantity(), 4), field + "quantity", "invoice.line.quantity", 4);
        boolean price = fits(line.unitPrice(), 6) && line.unitPrice().signum() >= 0;
        unless(price, field + "unitPrice", "invoice.line.unitPrice", 6);
        boolean rate = fits(line.vatRate(), 2)
                && line.vatRate().signum() >= 0
                && line.vatRate().compareTo(HUNDRED) <= 0;
        unless(rate, field + "vatRate", "invoice.line.vatRate");
        boolean standard = line.vatCategory() == VatCategory.STANDARD;
        unless(
                standard == line.vatRate().signum() > 0,
                field + "vatCategory",
                standard ? "invoice.line.vatCategory.standard" : "invoice.line.vatCategory.rate",
                line.vatCategory().code());
    }

    /// What is outside the scope of VAT doesn't stand beside what is inside (EN 16931 BR-O-11 to BR-O-14).
    private static boolean oneScope(List<InvoiceLine> lines) {
        long outside = lines.stream()
                .filter(l -> l.vatCategory() == VatCategory.OUTSIDE)
                .count();
        return outside == 0 || outside == lines.size();
    }

    private static boolean fits(BigDecimal number, int decimals) {
        return number.abs().compareTo(TOO_MUCH) < 0
                && number.stripTrailingZeros().scale() <= decimals;
    }

    private Money total(NewInvoice invoice, String currency) {
        int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        var given = invoice.total();
        unless(given.isPresent() || !invoice.lines().isEmpty(), "total", "invoice.total.missing");
        given.ifPresent(t -> unless(fits(t, digits) && t.signum() >= 0, "total", "invoice.total.invalid", digits));
        refuse();
        if (invoice.lines().isEmpty()) {
            return new Money(given.orElse(BigDecimal.ZERO), currency);
        }
        var sum = LineTotals.of(invoice.lines(), currency).total();
        unless(sum.amount().signum() >= 0, "lines", "invoice.lines.negative", sum);
        unless(sum.amount().compareTo(TOO_MUCH) < 0, "lines", "invoice.lines.tooMuch");
        given.map(t -> new Money(t, currency))
                .ifPresent(t -> unless(t.compareTo(sum) == 0, "total", "invoice.total.contradicts", sum, t));
        return sum;
    }

    private void unless(boolean fits, String field, String key, Object... args) {
        if (!fits) {
            faults.add(new Refusal.Fault(field, Words.of(key, args)));
        }
    }

    private void refuse() {
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
    }
}
