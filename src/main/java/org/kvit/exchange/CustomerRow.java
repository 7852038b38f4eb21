package org.kvit.exchange;

import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.kvit.company.Countries;

/// One customer of a file. What the file doesn't say is empty, and leaves what is there. Pure.
record CustomerRow(
        String externalId,
        String name,
        String registrationNumber,
        String vatNumber,
        String email,
        String phone,
        String street,
        String city,
        String postalCode,
        String country,
        String language,
        String termsDays,
        String currency) {
    static final List<String> COLUMNS = List.of(
            "external_id",
            "name",
            "registration_number",
            "vat_number",
            "email",
            "phone",
            "street",
            "city",
            "postal_code",
            "country",
            "language",
            "payment_terms_days",
            "currency");
    private static final int LONGEST = 200;
    private static final int MOST_DAYS = 365;

    static Judged<CustomerRow> of(UnaryOperator<String> field) {
        if (field.apply("name").isEmpty() && field.apply("external_id").isEmpty()) {
            return Judged.bad("name", "exchange.row.customerMissing");
        }
        for (var column : COLUMNS) {
            int longest = column.equals("external_id") ? LONGEST / 2 : LONGEST;
            if (field.apply(column).length() > longest) {
                return Judged.bad(column, "exchange.row.long", longest);
            }
        }
        var email = field.apply("email");
        if (!email.isEmpty() && !email.matches(InvoiceRow.EMAIL)) {
            return Judged.bad("email", "exchange.row.email", email);
        }
        var country = field.apply("country").toUpperCase(Locale.ROOT);
        if (!country.isEmpty() && !Countries.isCountry(country)) {
            return Judged.bad("country", "exchange.row.country", country);
        }
        var days = field.apply("payment_terms_days");
        if (!days.isEmpty() && !(days.matches("\\d{1,3}") && Integer.parseInt(days) <= MOST_DAYS)) {
            return Judged.bad("payment_terms_days", "exchange.row.days", days);
        }
        var currency = field.apply("currency").toUpperCase(Locale.ROOT);
        if (!currency.isEmpty()
                && Currency.getAvailableCurrencies().stream()
                        .noneMatch(c -> c.getCurrencyCode().equals(currency))) {
            return Judged.bad("currency", "exchange.row.currency", currency);
        }
        return new Judged.Good<>(new CustomerRow(
                field.apply("external_id"),
                field.apply("name"),
                field.apply("registration_number"),
                field.apply("vat_number"),
                email,
                field.apply("phone"),
                field.apply("street"),
                field.apply("city"),
                field.apply("postal_code"),
                country,
                InvoiceRow.language(field.apply("language"), country),
                days,
                currency));
    }
}
