package org.kvit.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.company.Company;
import org.kvit.company.Iban;
import org.kvit.company.ReferenceKind;
import org.kvit.company.ReferenceKinds;

/// The company as it stands in its form: what was typed, right or wrong.
///
/// @param fields all but the accounts, by their names in the form, which are the API's
/// @param references of the countries that have another than the usual one
/// @param accounts in their order on the letters
public record CompanyForm(Map<String, String> fields, List<Reference> references, List<Account> accounts) {
    /// The most bank accounts of a company.
    public static final int MOST = 20;

    public static final int MOST_REFERENCES = ReferenceKinds.MOST;

    private static final List<String> NAMES = List.of(
            "name",
            "registrationNumber",
            "vatNumber",
            "address.street",
            "address.city",
            "address.postalCode",
            "country",
            "timeZone",
            "currency",
            "language",
            "email",
            "phone",
            "website",
            "signatureName",
            "daysAfterSending",
            "statementLimitDays",
            "referenceKind",
            "copyToAccountManager");

    /// What payers of one country are to quote, as chosen. @param country empty: not chosen yet
    public record Reference(String country, String kind) {}

    /// One bank account as typed.
    public record Account(String iban, String bic, String bankName, String currency) {
        static final Account EMPTY = new Account("", "", "", "");

        boolean isEmpty() {
            return (iban + bic + bankName).isEmpty();
        }
    }

    /// The series whose numbers have a format, as the page shows them.
    public List<String> series() {
        return List.copyOf(NumberFormats.SERIES.keySet());
    }

    /// Whether payers are to quote a viitenumber, which banks carry to Estonian accounts alone, and
    /// none of ours is one.
    public boolean lacksEstonianAccount() {
        var estonian = ReferenceKind.ESTONIAN.code();
        return (value("referenceKind").equals(estonian)
                        || references.stream().anyMatch(r -> r.kind().equals(estonian)))
                && accounts.stream().noneMatch(a -> Iban.compact(a.iban()).startsWith("EE"));
    }

    public String value(String field) {
        return fields.getOrDefault(field, "");
    }

    static CompanyForm of(Company c, Map<String, String> numberFormats) {
        var fields = new HashMap<>(Map.ofEntries(
                Map.entry("name", c.name()),
                Map.entry("registrationNumber", c.registrationNumber().orElse("")),
                Map.entry("vatNumber", c.vatNumber().orElse("")),
                Map.entry("address.street", c.street().orElse("")),
                Map.entry("address.city", c.city().orElse("")),
                Map.entry("address.postalCode", c.postalCode().orElse("")),
                Map.entry("country", c.country()),
                Map.entry("timeZone", c.timeZone().getId()),
                Map.entry("currency", c.currency()),
                Map.entry("language", c.language()),
                Map.entry("email", c.email().orElse("")),
                Map.entry("phone", c.phone().orElse("")),
                Map.entry("website", c.website().orElse("")),
                Map.entry("signatureName", c.signatureName().orElse("")),
                Map.entry("daysAfterSending", Integer.toString(c.daysAfterSending())),
                Map.entry("statementLimitDays", Integer.toString(c.statementLimitDays())),
                Map.entry("referenceKind", c.references().usual().code()),
                Map.entry("copyToAccountManager", c.copyToAccountManager() ? "true" : "")));
        numberFormats.forEach((series, format) -> fields.put(NumberFormats.FIELD + series, format));
        return new CompanyForm(
                fields,
                c.references().codes().entrySet().stream()
                        .map(r -> new Reference(r.getKey(), r.getValue()))
                        .toList(),
                c.bankAccounts().stream()
                        .map(a -> new Account(
                                Iban.spaced(a.iban()),
                                a.bic().orElse(""),
                                a.bankName().orElse(""),
                                a.currency().orElse("")))
                        .toList());
    }

    /// @param request its fields; those of the accounts have one value for each
    static CompanyForm of(Map<String, String[]> request) {
        var fields = new HashMap<String, String>();
        NAMES.forEach(name -> fields.put(name, at(request, name, 0)));
        NumberFormats.SERIES.keySet().stream()
                .map(series -> NumberFormats.FIELD + series)
                .filter(request::containsKey)
                .forEach(name -> fields.put(name, at(request, name, 0)));
        var accounts = new ArrayList<Account>();
        for (int i = 0; i < Math.min(request.getOrDefault("iban", new String[0]).length, MOST); i++) {
            accounts.add(new Account(
                    at(request, "iban", i),
                    at(request, "bic", i),
                    at(request, "bankName", i),
                    at(request, "accountCurrency", i)));
        }
        var references = new ArrayList<Reference>();
        for (int i = 0;
                i < Math.min(request.getOrDefault("referenceCountry", new String[0]).length, MOST_REFERENCES);
                i++) {
            references.add(new Reference(at(request, "referenceCountry", i), at(request, "referenceOf", i)));
        }
        return new CompanyForm(fields, references, accounts);
    }

    CompanyForm withOneMoreReference() {
        var more = new ArrayList<>(references);
        if (more.size() < MOST_REFERENCES) {
            more.add(new Reference("", value("referenceKind")));
        }
        return new CompanyForm(fields, more, accounts);
    }

    CompanyForm withoutReference(int index) {
        var fewer = new ArrayList<>(references);
        if (index >= 0 && index < fewer.size()) {
            fewer.remove(index);
        }
        return new CompanyForm(fields, fewer, accounts);
    }

    CompanyForm withOneMore() {
        var more = new ArrayList<>(accounts);
        if (more.size() < MOST) {
            more.add(Account.EMPTY);
        }
        return new CompanyForm(fields, references, more);
    }

    CompanyForm without(int index) {
        var fewer = new ArrayList<>(accounts);
        if (index >= 0 && index < fewer.size()) {
            fewer.remove(index);
        }
        return new CompanyForm(fields, references, fewer);
    }

    /// Rows that nothing was typed into don't count.
    CompanyForm withoutEmptyRows() {
        return new CompanyForm(
                fields,
                references.stream().filter(r -> !r.country().isEmpty()).toList(),
                accounts.stream().filter(a -> !a.isEmpty()).toList());
    }

    /// @throws Refusal for a time zone or a kind of reference that is none; the other fields are judged
    /// when it is saved
    Company company() {
        return new Company(
                value("name"),
                text("registrationNumber"),
                text("vatNumber"),
                text("address.street"),
                text("address.city"),
                text("address.postalCode"),
                value("country"),
                Companies.zone(value("timeZone")),
                value("currency"),
                value("language"),
                text("email"),
                text("phone"),
                text("website"),
                text("signatureName"),
                days("daysAfterSending"),
                days("statementLimitDays"),
                kinds(),
                value("copyToAccountManager").equals("true"),
                accounts.stream().map(CompanyForm::account).toList());
    }

    /// @throws Refusal for a kind that is none, or a country that is named twice
    private ReferenceKinds kinds() {
        var kinds = new ReferenceKinds(
                text("referenceKind").map(Companies::referenceKind).orElse(ReferenceKind.NONE), new TreeMap<>());
        for (int i = 0; i < references.size(); i++) {
            var r = references.get(i);
            if (kinds.byCountry().containsKey(r.country())) {
                throw Refusal.invalid("references[" + i + "].country", "company.referenceKinds.twice");
            }
            kinds = kinds.with(r.country(), Companies.referenceKind(r.kind()));
        }
        return kinds;
    }

    /// By series; those that the form has.
    Map<String, String> numberFormats() {
        var formats = new HashMap<String, String>();
        fields.forEach((name, text) -> {
            if (name.startsWith(NumberFormats.FIELD)) {
                formats.put(name.substring(NumberFormats.FIELD.length()), text);
            }
        });
        return formats;
    }

    private static Company.BankAccount account(Account a) {
        return new Company.BankAccount(
                Iban.compact(a.iban()), filled(Iban.compact(a.bic())), filled(a.bankName()), filled(a.currency()));
    }

    /// What is no number is out of any range.
    private int days(String field) {
        return value(field).matches("\\d{1,4}") ? Integer.parseInt(value(field)) : -1;
    }

    private Optional<String> text(String field) {
        return filled(value(field));
    }

    private static Optional<String> filled(String text) {
        return Optional.of(text).filter(t -> !t.isEmpty());
    }

    private static String at(Map<String, String[]> fields, String name, int index) {
        var values = fields.getOrDefault(name, new String[0]);
        return index < values.length ? values[index].strip() : "";
    }
}
