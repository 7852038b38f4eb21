package org.kvit.company;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// One of our own companies, as it stands on its letters.
///
/// @param country ISO 3166-1 alpha-2
/// @param currency the company's own, ISO 4217
/// @param daysAfterSending no reminder goes out sooner than so many days after Kvit sent the invoice, 0 to
/// 60
/// @param statementLimitDays the reminder run warns of a newest statement older than this, 0 to 365; 0: never
/// @param references what payers of new invoices are to quote
/// @param copyToAccountManager whether our account manager gets a copy of each e-mailed invoice
public record Company(
        String name,
        Optional<String> registrationNumber,
        Optional<String> vatNumber,
        Optional<String> street,
        Optional<String> city,
        Optional<String> postalCode,
        String country,
        ZoneId timeZone,
        String currency,
        String language,
        Optional<String> email,
        Optional<String> phone,
        Optional<String> website,
        Optional<String> signatureName,
        int daysAfterSending,
        int statementLimitDays,
        ReferenceKinds references,
        boolean copyToAccountManager,
        List<BankAccount> bankAccounts) {

    /// A bank account of ours. @param iban without spaces, in capitals
    public record BankAccount(
            String iban, Optional<String> bic, Optional<String> bankName, Optional<String> currency) {}

    /// What a company starts as: the rest has sensible defaults and is filled in under Settings.
    public static Company named(String name, String country) {
        return new Company(
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                country,
                Countries.zoneOf(country),
                Countries.currencyOf(country),
                Countries.interfaceLanguageOf(country),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                3,
                4,
                ReferenceKinds.suggestedIn(country),
                false,
                List.of());
    }

    /// The same company with other references.
    public Company withReferences(ReferenceKinds other) {
        return new Company(
                name,
                registrationNumber,
                vatNumber,
                street,
                city,
                postalCode,
                country,
                timeZone,
                currency,
                language,
                email,
                phone,
                website,
                signatureName,
                daysAfterSending,
                statementLimitDays,
                other,
                copyToAccountManager,
                bankAccounts);
    }
}
