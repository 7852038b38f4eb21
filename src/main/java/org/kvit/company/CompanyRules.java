package org.kvit.company;

import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kvit.base.Refusal;
import org.kvit.base.Words;

/// What a company's data must be like, field by field; the fields' names are the API's.
final class CompanyRules {
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());
    private static final int MOST_ACCOUNTS = 20;

    private final List<Refusal.Fault> faults = new ArrayList<>();

    private CompanyRules() {}

    /// @throws Refusal naming each field that won't do
    static void check(Company company) {
        var rules = new CompanyRules();
        rules.names(company);
        rules.country(company);
        rules.days(company);
        rules.references(company.references());
        rules.accounts(company.bankAccounts());
        if (!rules.faults.isEmpty()) {
            throw Refusal.invalid(rules.faults);
        }
    }

    private void names(Company company) {
        require(isLine(company.name(), 200) && !company.name().isBlank(), "name", "company.name.invalid");
        line("registrationNumber", company.registrationNumber(), 50);
        line("vatNumber", company.vatNumber(), 50);
        line("address.street", company.street(), 200);
        line("address.city", company.city(), 100);
        line("address.postalCode", company.postalCode(), 20);
        line("phone", company.phone(), 50);
        line("website", company.website(), 200);
        line("signatureName", company.signatureName(), 200);
        var email = company.email().orElse("a@b");
        require(email.matches("[^\\s@<>]{1,64}@[^\\s@<>]{1,189}"), "email", "company.email.invalid");
    }

    private void country(Company company) {
        require(Countries.isCountry(company.country()), "country", "company.country.invalid");
        require(CURRENCIES.contains(company.currency()), "currency", "company.currency.invalid");
        require(Countries.LANGUAGES.contains(company.language()), "language", "company.language.invalid");
    }

    private void days(Company company) {
        require(
                company.daysAfterSending() >= 0 && company.daysAfterSending() <= 60,
                "daysAfterSending",
                "company.daysAfterSending.invalid");
        require(
                company.statementLimitDays() >= 0 && company.statementLimitDays() <= 365,
                "statementLimitDays",
                "company.statementLimitDays.invalid");
    }

    private void references(ReferenceKinds references) {
        var countries = references.byCountry().keySet();
        require(
                countries.size() <= ReferenceKinds.MOST,
                "referenceKinds",
                "company.referenceKinds.many",
                ReferenceKinds.MOST);
        countries.forEach(country ->
                require(Countries.isCountry(country), "referenceKinds." + country, "company.country.invalid"));
    }

    private void accounts(List<Company.BankAccount> accounts) {
        require(accounts.size() <= MOST_ACCOUNTS, "bankAccounts", "company.accounts.many", MOST_ACCOUNTS);
        var seen = new HashSet<String>();
        for (int i = 0; i < accounts.size(); i++) {
            account("bankAccounts[" + i + "].", accounts.get(i), seen);
        }
    }

    private void account(String at, Company.BankAccount account, Set<String> seen) {
        if (account.iban().isEmpty()) {
            require(false, at + "iban", "company.iban.missing");
        } else if (Iban.isValid(account.iban())) {
            require(seen.add(account.iban()), at + "iban", "company.iban.twice");
        } else {
            require(false, at + "iban", "company.iban.invalid", Iban.spaced(account.iban()));
        }
        require(
                account.bic()
                        .map(b -> b.matches("[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?"))
                        .orElse(true),
                at + "bic",
                "company.bic.invalid");
        line(at + "bankName", account.bankName(), 100);
        require(account.currency().map(CURRENCIES::contains).orElse(true), at + "currency", "company.currency.invalid");
    }

    private void line(String field, Optional<String> text, int longest) {
        require(text.map(t -> isLine(t, longest)).orElse(true), field, "company.text.long", longest);
    }

    /// One line: these texts go into the heads of letters and e-mails.
    private static boolean isLine(String text, int longest) {
        return text.length() <= longest && text.chars().noneMatch(Character::isISOControl);
    }

    private void require(boolean right, String field, String key, Object... args) {
        if (!right) {
            faults.add(new Refusal.Fault(field, Words.of(key, args)));
        }
    }
}
