package org.kvit.customer;

import java.math.BigDecimal;
import java.util.Optional;
import org.kvit.base.UserId;
import org.kvit.company.Company;
import org.kvit.company.Countries;

/// What we know of a customer, apart from its contacts.
///
/// @param externalId its id in another system of ours, unique in the company; 1 to 100 characters
/// @param language of every letter the customer gets: one of [Countries#LETTER_LANGUAGES]
/// @param currency ISO 4217
/// @param paymentTermsDays 0 to 365
/// @param settlement what new orders start with
/// @param creditLimit in `currency`, not negative
/// @param main the main address; invoices and reminders may go there as to any contact
/// @param remindersOff also when its last day has passed
/// @param reminderPolicy one of [ReminderPolicies#offered]; empty: the company's default
public record ClientCard(
        String name,
        Optional<String> externalId,
        Optional<String> registrationNumber,
        Optional<String> vatNumber,
        PostalAddress postal,
        String language,
        String currency,
        int paymentTermsDays,
        Settlement settlement,
        Optional<BigDecimal> creditLimit,
        Optional<UserId> accountManager,
        ContactPoint main,
        Optional<RemindersOff> remindersOff,
        Optional<String> note,
        Optional<Long> reminderPolicy) {
    private static final int USUAL_TERMS = 14;

    /// A card that goes by the default reminder policy.
    public ClientCard(
            String name,
            Optional<String> externalId,
            Optional<String> registrationNumber,
            Optional<String> vatNumber,
            PostalAddress postal,
            String language,
            String currency,
            int paymentTermsDays,
            Settlement settlement,
            Optional<BigDecimal> creditLimit,
            Optional<UserId> accountManager,
            ContactPoint main,
            Optional<RemindersOff> remindersOff,
            Optional<String> note) {
        this(
                name,
                externalId,
                registrationNumber,
                vatNumber,
                postal,
                language,
                currency,
                paymentTermsDays,
                settlement,
                creditLimit,
                accountManager,
                main,
                remindersOff,
                note,
                Optional.empty());
    }

    /// What a new card starts as: a customer in the company's own country.
    public static ClientCard blank(Company company) {
        return blank(company, company.country());
    }

    /// What a new card of another country starts as.
    static ClientCard blank(Company company, String country) {
        return new ClientCard(
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new PostalAddress(Optional.empty(), Optional.empty(), Optional.empty(), country),
                country.equals(company.country()) ? company.language() : Countries.languageOf(country),
                company.currency(),
                USUAL_TERMS,
                Settlement.USUAL,
                Optional.empty(),
                Optional.empty(),
                new ContactPoint(Optional.empty(), Optional.empty(), Optional.empty(), true, true, false),
                Optional.empty(),
                Optional.empty());
    }

    ClientCard withAccountManager(Optional<UserId> manager) {
        return new ClientCard(
                name,
                externalId,
                registrationNumber,
                vatNumber,
                postal,
                language,
                currency,
                paymentTermsDays,
                settlement,
                creditLimit,
                manager,
                main,
                remindersOff,
                note,
                reminderPolicy);
    }

    ClientCard withMain(ContactPoint point) {
        return new ClientCard(
                name,
                externalId,
                registrationNumber,
                vatNumber,
                postal,
                language,
                currency,
                paymentTermsDays,
                settlement,
                creditLimit,
                accountManager,
                point,
                remindersOff,
                note,
                reminderPolicy);
    }

    public ClientCard withReminderPolicy(Optional<Long> policy) {
        return new ClientCard(
                name,
                externalId,
                registrationNumber,
                vatNumber,
                postal,
                language,
                currency,
                paymentTermsDays,
                settlement,
                creditLimit,
                accountManager,
                main,
                remindersOff,
                note,
                policy);
    }
}
