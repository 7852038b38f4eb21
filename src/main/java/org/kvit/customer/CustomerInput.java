package org.kvit.customer;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kvit.base.UserId;

/// A client card as programs send it. What isn't named is emptied; what can't be empty stays as it is, or
/// is what a new card starts as.
///
/// @param accountManagerEmail may stand instead of `accountManagerId`
/// @param invoiceDelivery `email`, `post`, `both`
/// @param podDelivery `none`, `email`, `post`, `both`
/// @param remindByEmail if it isn't named, a new customer with an e-mail address is reminded there
/// @param reminderPolicy name of the reminder policy; the company's default if it isn't named
/// @param contacts all that there are to be: those with an `id` are kept, those without are made, others
/// removed. If it isn't named, the contacts stay as they are.
record CustomerInput(
        @Nullable String externalId,
        @Nullable String name,
        @Nullable String registrationNumber,
        @Nullable String vatNumber,
        @Nullable String street,
        @Nullable String city,
        @Nullable String postalCode,
        @Nullable String country,
        @Nullable String language,
        @Nullable String currency,
        @Nullable Integer paymentTermsDays,
        @Nullable String invoiceDelivery,
        @Nullable String podDelivery,
        @Nullable BigDecimal creditLimit,
        @Nullable Long accountManagerId,
        @Nullable String accountManagerEmail,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String fax,
        @Nullable Boolean receivesInvoices,
        @Nullable Boolean remindByEmail,
        @Nullable Boolean remindByFax,
        @Nullable Off remindersOff,
        @Nullable String reminderPolicy,
        @Nullable String note,
        @Nullable List<@Nullable ContactBody> contacts) {

    /// @param until the last day; null: until switched on again
    record Off(@Nullable String reason, @Nullable LocalDate until) {}

    ClientCard card(ClientCard base, Optional<UserId> manager, Optional<Long> policy) {
        return new ClientCard(
                Entered.text(name).orElse(""),
                Entered.text(externalId),
                Entered.text(registrationNumber),
                Entered.text(vatNumber),
                new PostalAddress(
                        Entered.text(street),
                        Entered.text(city),
                        Entered.text(postalCode),
                        Entered.code(country).orElse(base.postal().country())),
                Entered.text(language).orElse(base.language()),
                Entered.code(currency).orElse(base.currency()),
                paymentTermsDays == null ? base.paymentTermsDays() : paymentTermsDays,
                settlement(base.settlement()),
                Optional.ofNullable(creditLimit),
                manager,
                point(base.main()),
                Optional.ofNullable(remindersOff)
                        .map(off -> new RemindersOff(
                                Entered.text(off.reason()).orElse(""), Optional.ofNullable(off.until()))),
                Entered.text(note),
                policy);
    }

    Optional<List<Contact>> people() {
        return Optional.ofNullable(contacts)
                .map(all -> all.stream()
                        .map(body -> body == null ? ContactBody.EMPTY.contact() : body.contact())
                        .toList());
    }

    /// @throws org.kvit.base.Refusal for a word that is no way of sending
    private Settlement settlement(Settlement base) {
        return Entered.settlement(
                Entered.text(invoiceDelivery).orElse(base.invoice().code()),
                Entered.text(podDelivery).orElse(base.pod().code()));
    }

    private ContactPoint point(ContactPoint base) {
        var mail = Entered.text(email);
        var dialled = Entered.text(fax);
        return new ContactPoint(
                mail,
                Entered.text(phone),
                dialled,
                receivesInvoices == null ? base.receivesInvoices() : receivesInvoices,
                remindByEmail == null ? base.remindByEmail() && mail.isPresent() : remindByEmail,
                remindByFax == null ? base.remindByFax() && dialled.isPresent() : remindByFax);
    }
}
