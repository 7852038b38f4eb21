package org.kvit.customer;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Money;
import org.kvit.base.UserId;

/// A customer as programs read it; what they may change of it can be sent back as it is.
///
/// @param invoiceDelivery how invoices are sent, for new orders: `email`, `post`, `both`
/// @param podDelivery how proofs of delivery are: `none`, `email`, `post`, `both`
/// @param creditLimit a decimal in `currency`
/// @param reminderPolicy name of its own; null: the company's default
/// @param reminders whether a reminder would get there today: `reachable`, `no_address`, `off`
record CustomerBody(
        long id,
        @Nullable String externalId,
        String name,
        @Nullable String registrationNumber,
        @Nullable String vatNumber,
        @Nullable String street,
        @Nullable String city,
        @Nullable String postalCode,
        String country,
        String language,
        String currency,
        int paymentTermsDays,
        String invoiceDelivery,
        String podDelivery,
        @Nullable String creditLimit,
        @Nullable Long accountManagerId,
        @Nullable String accountManagerEmail,
        @Nullable String accountManagerName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String fax,
        boolean receivesInvoices,
        boolean remindByEmail,
        boolean remindByFax,
        @Nullable OffBody remindersOff,
        @Nullable String reminderPolicy,
        String reminders,
        @Nullable String note,
        List<ContactBody> contacts,
        Instant createdAt) {

    record OffBody(String reason, @Nullable LocalDate until) {
        static OffBody of(RemindersOff off) {
            return new OffBody(off.reason(), off.until().orElse(null));
        }
    }

    /// @param policies their names, by number
    static CustomerBody of(Customer customer, List<Contact> contacts, Map<Long, String> policies) {
        var card = customer.card();
        return new CustomerBody(
                customer.id().value(),
                card.externalId().orElse(null),
                card.name(),
                card.registrationNumber().orElse(null),
                card.vatNumber().orElse(null),
                card.postal().street().orElse(null),
                card.postal().city().orElse(null),
                card.postal().postalCode().orElse(null),
                card.postal().country(),
                card.language(),
                card.currency(),
                card.paymentTermsDays(),
                card.settlement().invoice().code(),
                card.settlement().pod().code(),
                card.creditLimit()
                        .map(limit -> new Money(limit, card.currency()).amount().toPlainString())
                        .orElse(null),
                card.accountManager().map(UserId::value).orElse(null),
                customer.accountManager().map(Customer.AccountManager::email).orElse(null),
                customer.accountManager().map(Customer.AccountManager::name).orElse(null),
                card.main().email().orElse(null),
                card.main().phone().orElse(null),
                card.main().fax().orElse(null),
                card.main().receivesInvoices(),
                card.main().remindByEmail(),
                card.main().remindByFax(),
                card.remindersOff().map(OffBody::of).orElse(null),
                card.reminderPolicy().map(policies::get).orElse(null),
                customer.reach().code(),
                card.note().orElse(null),
                contacts.stream().map(ContactBody::of).toList(),
                customer.createdAt());
    }
}
