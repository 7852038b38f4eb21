package org.kvit.invoice;

import java.util.Optional;
import org.kvit.company.Company;
import org.kvit.customer.ClientCard;
import org.kvit.customer.PostalAddress;

/// Who sells and who buys, as an invoice names them (EN 16931 BG-4, BG-7). Pure.
record Parties(Party seller, Party buyer) {

    /// @param country ISO 3166-1 alpha-2
    record Party(
            String name,
            Optional<String> registrationNumber,
            Optional<String> vatNumber,
            Optional<String> street,
            Optional<String> city,
            Optional<String> postalCode,
            String country) {}

    /// The company under the seller's name and address; the rest as it is now, so that money goes where we bank.
    Company seller(Company now) {
        return new Company(
                seller.name(),
                seller.registrationNumber(),
                seller.vatNumber(),
                seller.street(),
                seller.city(),
                seller.postalCode(),
                seller.country(),
                now.timeZone(),
                now.currency(),
                now.language(),
                now.email(),
                now.phone(),
                now.website(),
                now.signatureName(),
                now.daysAfterSending(),
                now.statementLimitDays(),
                now.references(),
                now.copyToAccountManager(),
                now.bankAccounts());
    }

    /// The card under the buyer's name and address; the rest, such as the language, as it is now.
    ClientCard buyer(ClientCard now) {
        return new ClientCard(
                buyer.name(),
                now.externalId(),
                buyer.registrationNumber(),
                buyer.vatNumber(),
                new PostalAddress(buyer.street(), buyer.city(), buyer.postalCode(), buyer.country()),
                now.language(),
                now.currency(),
                now.paymentTermsDays(),
                now.settlement(),
                now.creditLimit(),
                now.accountManager(),
                now.main(),
                now.remindersOff(),
                now.note(),
                now.reminderPolicy());
    }
}
