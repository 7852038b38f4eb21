package org.kvit.exchange;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.kvit.company.Countries;

/// One invoice of a file. What the file doesn't say is empty. Pure.
record InvoiceRow(
        String number,
        String externalId,
        String name,
        String email,
        String language,
        String country,
        LocalDate issueDate,
        LocalDate dueDate,
        String currency,
        BigDecimal total,
        String reference) {
    static final List<String> COLUMNS = List.of(
            "number",
            "customer_external_id",
            "customer_name",
            "customer_email",
            "customer_language",
            "customer_country",
            "issue_date",
            "due_date",
            "currency",
            "total",
            "reference");
    /// Without these columns a file can't be invoices.
    static final List<String> NEEDED = List.of("number", "due_date", "total");
    static final String EMAIL = "[^\\s@<>,;]{1,64}@[^\\s@<>,;]{1,253}";

    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());
    private static final int LONGEST_NUMBER = 50;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_ID = 100;
    private static final int LONGEST_REFERENCE = 70;

    /// @param field a value by its column; empty where there is none
    /// @param ownCurrency what an amount is in that names no currency
    static Judged<InvoiceRow> of(UnaryOperator<String> field, String ownCurrency) {
        var number = field.apply("number");
        if (number.isEmpty() || number.length() > LONGEST_NUMBER) {
            return Judged.bad(
                    "number", number.isEmpty() ? "exchange.row.numberMissing" : "exchange.row.long", LONGEST_NUMBER);
        }
        var externalId = field.apply("customer_external_id");
        var name = field.apply("customer_name");
        if (externalId.isEmpty() && name.isEmpty()) {
            return Judged.bad("customer_name", "exchange.row.customerMissing");
        }
        if (externalId.length() > LONGEST_ID) {
            return Judged.bad("customer_external_id", "exchange.row.long", LONGEST_ID);
        }
        if (name.length() > LONGEST_NAME) {
            return Judged.bad("customer_name", "exchange.row.long", LONGEST_NAME);
        }
        return dated(field, ownCurrency);
    }

    private static Judged<InvoiceRow> dated(UnaryOperator<String> field, String ownCurrency) {
        var due = Values.date(field.apply("due_date"));
        if (due.isEmpty()) {
            return Judged.bad("due_date", "exchange.row.date", field.apply("due_date"));
        }
        var issued = field.apply("issue_date").isEmpty() ? due : Values.date(field.apply("issue_date"));
        if (issued.isEmpty()) {
            return Judged.bad("issue_date", "exchange.row.date", field.apply("issue_date"));
        }
        if (due.get().isBefore(issued.get())) {
            return Judged.bad("due_date", "exchange.row.dueBeforeIssue", due.get(), issued.get());
        }
        var total = Values.amount(field.apply("total"));
        if (total.isEmpty()) {
            return Judged.bad("total", "exchange.row.amount", field.apply("total"));
        }
        if (total.get().signum() < 0) {
            return Judged.bad("total", "exchange.row.negative", field.apply("total"));
        }
        var currency = field.apply("currency").toUpperCase(Locale.ROOT);
        if (!currency.isEmpty() && !CURRENCIES.contains(currency)) {
            return Judged.bad("currency", "exchange.row.currency", field.apply("currency"));
        }
        return customer(field, issued.get(), due.get(), currency.isEmpty() ? ownCurrency : currency, total.get());
    }

    private static Judged<InvoiceRow> customer(
            UnaryOperator<String> field, LocalDate issued, LocalDate due, String currency, BigDecimal total) {
        var email = field.apply("customer_email");
        if (!email.isEmpty() && !email.matches(EMAIL)) {
            return Judged.bad("customer_email", "exchange.row.email", email);
        }
        var country = field.apply("customer_country").toUpperCase(Locale.ROOT);
        if (!country.isEmpty() && !Countries.isCountry(country)) {
            return Judged.bad("customer_country", "exchange.row.country", country);
        }
        var reference = field.apply("reference");
        if (reference.length() > LONGEST_REFERENCE) {
            return Judged.bad("reference", "exchange.row.long", LONGEST_REFERENCE);
        }
        return new Judged.Good<>(new InvoiceRow(
                field.apply("number"),
                field.apply("customer_external_id"),
                field.apply("customer_name"),
                email,
                language(field.apply("customer_language"), country),
                country,
                issued,
                due,
                currency,
                total,
                reference));
    }

    /// A language that our letters speak: the named one, else the country's; empty if neither says.
    /// Others are written to in
    /// English.
    static String language(String named, String country) {
        var code = named.toLowerCase(Locale.ROOT).replaceAll("[-_].*$", "");
        if (!code.isEmpty()) {
            return Countries.LETTER_LANGUAGES.contains(code) ? code : "en";
        }
        return country.isEmpty() ? "" : Countries.languageOf(country);
    }
}
