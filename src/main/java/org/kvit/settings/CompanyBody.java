package org.kvit.settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.company.Company;
import org.kvit.company.Iban;
import org.kvit.company.ReferenceKind;
import org.kvit.company.ReferenceKinds;

/// The company as the API has it.
///
/// @param country ISO 3166-1 alpha-2; the country suggests time zone, currency and language where they are
/// left out
/// @param currency the company's own, ISO 4217
/// @param language `en`, `lv`, `et`, `cs`, `sk`
/// @param daysAfterSending no reminder goes out sooner than so many days after the invoice was sent, 0 to
/// 60; 3 if left out
/// @param referenceKind what payers of new invoices quote: `none`, `rf`, `estonian`, `variable_symbol`;
/// if left out it stays as it is
/// @param referenceKinds the same for customers in one country, by ISO 3166-1 alpha-2: the whole new
/// set; if left out it stays as it is
/// @param copyToAccountManager whether our account manager gets a copy of each e-mailed invoice; `false` if
/// left out
/// @param statementLimitDays a newest bank statement older than this is warned of, 0 to 365; 4 if left out
/// @param numberFormats by series (`invoice`, `credit_note`, `order`, `trip`), such as
/// `RK-{year}-{number:5}`; what isn't named stays as it is
record CompanyBody(
        @Nullable String name,
        @Nullable String registrationNumber,
        @Nullable String vatNumber,
        @Nullable Address address,
        @Nullable String country,
        @Nullable String timeZone,
        @Nullable String currency,
        @Nullable String language,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String website,
        @Nullable String signatureName,
        @Nullable Integer daysAfterSending,
        @Nullable Integer statementLimitDays,
        @Nullable String referenceKind,
        @Nullable Map<String, @Nullable String> referenceKinds,
        @Nullable Boolean copyToAccountManager,
        @Nullable List<@Nullable Account> bankAccounts,
        @Nullable Map<String, @Nullable String> numberFormats) {

    record Address(
            @Nullable String street,
            @Nullable String city,
            @Nullable String postalCode) {}

    /// @param iban with or without spaces
    record Account(
            @Nullable String iban,
            @Nullable String bic,
            @Nullable String bankName,
            @Nullable String currency) {}

    static CompanyBody of(Company c, Map<String, String> numberFormats) {
        return new CompanyBody(
                c.name(),
                c.registrationNumber().orElse(null),
                c.vatNumber().orElse(null),
                new Address(
                        c.street().orElse(null),
                        c.city().orElse(null),
                        c.postalCode().orElse(null)),
                c.country(),
                c.timeZone().getId(),
                c.currency(),
                c.language(),
                c.email().orElse(null),
                c.phone().orElse(null),
                c.website().orElse(null),
                c.signatureName().orElse(null),
                c.daysAfterSending(),
                c.statementLimitDays(),
                c.references().usual().code(),
                new TreeMap<String, @Nullable String>(c.references().codes()),
                c.copyToAccountManager(),
                c.bankAccounts().stream()
                        .<@Nullable Account>map(a -> new Account(
                                a.iban(),
                                a.bic().orElse(null),
                                a.bankName().orElse(null),
                                a.currency().orElse(null)))
                        .toList(),
                new TreeMap<String, @Nullable String>(numberFormats));
    }

    Map<String, @Nullable String> formats() {
        return numberFormats == null ? Map.of() : numberFormats;
    }

    /// @throws Refusal for a time zone or a kind of reference that is none; the other fields are judged
    /// when it is saved
    /// @param now what stays as it is where it is left out
    Company company(ReferenceKinds now) {
        var suggested = Company.named(filled(name).orElse(""), filled(country).orElse(""));
        var at = Optional.ofNullable(address).orElseGet(() -> new Address(null, null, null));
        return new Company(
                suggested.name(),
                filled(registrationNumber),
                filled(vatNumber),
                filled(at.street()),
                filled(at.city()),
                filled(at.postalCode()),
                suggested.country(),
                filled(timeZone).map(Companies::zone).orElse(suggested.timeZone()),
                filled(currency).orElse(suggested.currency()),
                filled(language).orElse(suggested.language()),
                filled(email),
                filled(phone),
                filled(website),
                filled(signatureName),
                Optional.ofNullable(daysAfterSending).orElse(suggested.daysAfterSending()),
                Optional.ofNullable(statementLimitDays).orElse(suggested.statementLimitDays()),
                kinds(now),
                Optional.ofNullable(copyToAccountManager).orElse(suggested.copyToAccountManager()),
                Optional.ofNullable(bankAccounts).orElse(List.of()).stream()
                        .map(CompanyBody::account)
                        .toList());
    }

    private ReferenceKinds kinds(ReferenceKinds now) {
        var usual = filled(referenceKind).map(Companies::referenceKind).orElse(now.usual());
        if (referenceKinds == null) {
            return new ReferenceKinds(usual, now.byCountry());
        }
        var byCountry = new TreeMap<String, ReferenceKind>();
        referenceKinds.forEach((country, code) -> byCountry.put(
                country.strip().toUpperCase(Locale.ROOT),
                filled(code)
                        .flatMap(ReferenceKind::of)
                        .orElseThrow(
                                () -> Refusal.invalid("referenceKinds." + country, "company.referenceKind.invalid"))));
        return new ReferenceKinds(usual, byCountry);
    }

    private static Company.BankAccount account(@Nullable Account given) {
        var a = given == null ? new Account(null, null, null, null) : given;
        return new Company.BankAccount(
                filled(a.iban()).map(Iban::compact).orElse(""),
                filled(a.bic()).map(Iban::compact),
                filled(a.bankName()),
                filled(a.currency()));
    }

    private static Optional<String> filled(@Nullable String text) {
        return Optional.ofNullable(text).map(String::strip).filter(t -> !t.isEmpty());
    }
}
