package org.kvit.order;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kvit.base.Refusal;
import org.kvit.base.VatCategory;
import org.kvit.base.Words;

/// What an order must look like, field by field, as the API names them. Pure.
final class OrderRules {
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());
    static final int LONGEST_NUMBER = 50;
    static final int LONGEST_REFERENCE = 100;
    static final int LONGEST_NOTE = 2000;
    static final int LONGEST_LINE = 500;
    static final int LONGEST_PLACE = 200;
    static final int MOST_LINES = 500;
    private static final int MOST_DAYS = 365;
    static final int EARLIEST = 1990;
    static final int LATEST = 2100;
    /// Below this any price or quantity must stay; weights and volumes below a thousandth of it.
    private static final BigDecimal TOO_MUCH = new BigDecimal("1000000000000");
    private static final BigDecimal TOO_HEAVY = new BigDecimal("1000000000");
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private final List<Refusal.Fault> faults;

    private OrderRules(List<Refusal.Fault> found) {
        faults = new ArrayList<>(found);
    }

    /// @param found what is wrong already, such as a contact of another customer
    /// @throws Refusal naming every field that won't do
    static void check(SettledOrder order, List<Refusal.Fault> found) {
        var rules = new OrderRules(found);
        rules.head(order);
        rules.unless(order.cargo().size() <= MOST_LINES, "cargo", "order.lines.count", MOST_LINES);
        rules.unless(order.prices().size() <= MOST_LINES, "prices", "order.lines.count", MOST_LINES);
        for (int i = 0; i < Math.min(order.cargo().size(), MOST_LINES); i++) {
            rules.cargo("cargo[" + i + "].", order.cargo().get(i));
        }
        for (int i = 0; i < Math.min(order.prices().size(), MOST_LINES); i++) {
            rules.price("prices[" + i + "].", order.prices().get(i));
        }
        rules.refuse();
    }

    /// One date of a cargo line that is as it should be otherwise. @param changed the line with the new
    /// date
    /// @throws Refusal naming the date, if it won't do
    static void check(Cargo changed, CargoDate date) {
        var rules = new OrderRules(List.of());
        changed.date(date).ifPresent(on -> rules.range(date.field(), on));
        if (!inOrder(changed, date.kind())) {
            rules.add(date.field(), "order.cargo.before", loaded(changed, date), unloaded(changed, date));
        }
        rules.refuse();
    }

    /// @param text a currency, perhaps
    static String currencyOr(String text, String otherwise) {
        return Entries.code(text).filter(CURRENCIES::contains).orElse(otherwise);
    }

    private void head(SettledOrder order) {
        order.number()
                .ifPresent(n -> unless(
                        !n.isBlank() && plain(n, LONGEST_NUMBER), "number", "order.number.invalid", LONGEST_NUMBER));
        range("orderDate", order.orderDate());
        text("customerReference", order.customerReference(), LONGEST_REFERENCE);
        unless(CURRENCIES.contains(order.currency()), "currency", "order.currency.unknown", order.currency());
        unless(
                order.paymentTermsDays() >= 0 && order.paymentTermsDays() <= MOST_DAYS,
                "paymentTermsDays",
                "order.terms.range",
                MOST_DAYS);
        note("invoiceNote", order.invoiceNote());
        note("note", order.note());
    }

    private void cargo(String field, Cargo cargo) {
        unless(
                !cargo.description().isBlank() && plain(cargo.description(), LONGEST_LINE),
                field + "description",
                "order.cargo.description",
                LONGEST_LINE);
        unless(cargo.packages().orElse(0) >= 0, field + "packages", "order.cargo.packages");
        size(field + "weight", cargo.weight());
        size(field + "volume", cargo.volume());
        text(field + "loadingPlace", cargo.loading().place(), LONGEST_PLACE);
        text(field + "unloadingPlace", cargo.unloading().place(), LONGEST_PLACE);
        for (var date : CargoDate.values()) {
            cargo.date(date).ifPresent(on -> range(field + date.field(), on));
            if (!date.isLoading() && !inOrder(cargo, date.kind())) {
                add(field + date.field(), "order.cargo.before", loaded(cargo, date), unloaded(cargo, date));
            }
        }
    }

    /// What was agreed, planned or done: nothing is unloaded before it is loaded.
    private static boolean inOrder(Cargo cargo, CargoDate.Kind kind) {
        var loading = cargo.loading().on(kind);
        var unloading = cargo.unloading().on(kind);
        return loading.isEmpty() || unloading.isEmpty() || !unloading.get().isBefore(loading.get());
    }

    private static LocalDate loaded(Cargo cargo, CargoDate date) {
        return cargo.loading().on(date.kind()).orElseThrow();
    }

    private static LocalDate unloaded(Cargo cargo, CargoDate date) {
        return cargo.unloading().on(date.kind()).orElseThrow();
    }

    private void price(String field, Price price) {
        unless(
                !price.service().isBlank() && plain(price.service(), LONGEST_LINE),
                field + "service",
                "order.price.service",
                LONGEST_LINE);
        unless(fits(price.quantity(), 4), field + "quantity", "order.price.quantity", 4);
        boolean positive = fits(price.unitPrice(), 6) && price.unitPrice().signum() >= 0;
        unless(positive, field + "unitPrice", "order.price.unitPrice", 6);
        boolean rate = fits(price.vatRate(), 2)
                && price.vatRate().signum() >= 0
                && price.vatRate().compareTo(HUNDRED) <= 0;
        unless(rate, field + "vatRate", "order.price.vatRate");
        // EN 16931 BR-S-5 and its sisters: only the standard category bears VAT, and it bears some.
        boolean charged = price.vatCategory() == VatCategory.STANDARD;
        unless(charged == (price.vatRate().signum() != 0), field + "vatCategory", "order.price.vatCategory");
    }

    private void size(String field, Optional<BigDecimal> number) {
        number.ifPresent(n -> unless(
                n.signum() >= 0 && n.compareTo(TOO_HEAVY) < 0 && decimals(n) <= 3, field, "order.cargo.size", 3));
    }

    private void range(String field, LocalDate date) {
        boolean within = date.getYear() >= EARLIEST && date.getYear() <= LATEST;
        unless(within, field, "order.date.range", Integer.toString(EARLIEST), Integer.toString(LATEST));
    }

    private void text(String field, Optional<String> text, int longest) {
        text.ifPresent(t -> unless(plain(t, longest), field, "order.text.invalid", longest));
    }

    private void note(String field, Optional<String> note) {
        note.ifPresent(n ->
                unless(n.length() <= LONGEST_NOTE && n.indexOf('\u0000') < 0, field, "order.note.long", LONGEST_NOTE));
    }

    private static boolean plain(String text, int longest) {
        return text.length() <= longest && text.chars().noneMatch(Character::isISOControl);
    }

    private static boolean fits(BigDecimal number, int decimals) {
        return number.abs().compareTo(TOO_MUCH) < 0 && decimals(number) <= decimals;
    }

    private static int decimals(BigDecimal number) {
        return number.stripTrailingZeros().scale();
    }

    private void unless(boolean fits, String field, String key, Object... args) {
        if (!fits) {
            add(field, key, args);
        }
    }

    private void add(String field, String key, Object... args) {
        faults.add(new Refusal.Fault(field, Words.of(key, args)));
    }

    private void refuse() {
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
    }
}
