package org.kvit.customer;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kvit.base.Refusal;
import org.kvit.base.Refusal.Fault;
import org.kvit.base.Words;
import org.kvit.company.Countries;

/// What is wrong with a client card and its contacts, by themselves. Fields are named as in the API.
final class CardFaults {
    static final int LONGEST = 200;
    static final int LONGEST_ID = 100;
    static final int LONGEST_NOTE = 5000;
    static final int MOST_DAYS = 365;
    static final int MOST_CONTACTS = 200;
    /// As the database keeps amounts: numeric(19,4).
    private static final int DIGITS = 15;

    private static final int DECIMALS = 4;
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private final List<Fault> faults = new ArrayList<>();

    /// @throws Refusal if there are any
    void refuse() {
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
    }

    void add(String field, String key, Object... args) {
        faults.add(new Fault(field, Words.of(key, args)));
    }

    void card(ClientCard card) {
        name("name", card.name());
        text("externalId", card.externalId(), LONGEST_ID);
        text("registrationNumber", card.registrationNumber(), LONGEST);
        text("vatNumber", card.vatNumber(), LONGEST);
        postal(card.postal());
        when(!Countries.LETTER_LANGUAGES.contains(card.language()), "language", "customer.fault.language");
        when(!CURRENCIES.contains(card.currency()), "currency", "customer.fault.currency");
        when(
                card.paymentTermsDays() < 0 || card.paymentTermsDays() > MOST_DAYS,
                "paymentTermsDays",
                "customer.fault.days",
                MOST_DAYS);
        card.creditLimit().ifPresent(this::creditLimit);
        point("", card.main());
        card.remindersOff().ifPresent(this::off);
        note(card.note());
    }

    void contacts(List<Contact> contacts) {
        when(contacts.size() > MOST_CONTACTS, "contacts", "customer.fault.contacts", MOST_CONTACTS);
        var seen = new HashSet<ContactId>();
        for (int i = 0; i < Math.min(contacts.size(), MOST_CONTACTS); i++) {
            var prefix = "contacts[" + i + "].";
            contact(prefix, contacts.get(i));
            contacts.get(i).id().ifPresent(id -> when(!seen.add(id), prefix + "id", "customer.fault.contactTwice"));
        }
    }

    /// @param prefix goes before the names of its fields
    void contact(String prefix, Contact contact) {
        name(prefix + "name", contact.name());
        text(prefix + "role", contact.role(), LONGEST);
        point(prefix, contact.at());
        // The main address has a postal address for invoices on paper; a contact has none of its own.
        when(
                contact.at().receivesInvoices() && contact.at().email().isEmpty(),
                prefix + "email",
                "customer.fault.invoicesNeedEmail");
    }

    private void point(String prefix, ContactPoint point) {
        text(prefix + "email", point.email(), LONGEST);
        text(prefix + "phone", point.phone(), LONGEST);
        text(prefix + "fax", point.fax(), LONGEST);
        point.email()
                .filter(email -> !ContactPoint.isEmail(email))
                .ifPresent(_ -> add(prefix + "email", "customer.fault.email"));
        point.fax().filter(fax -> !ContactPoint.isFax(fax)).ifPresent(_ -> add(prefix + "fax", "customer.fault.fax"));
        when(point.remindByEmail() && point.email().isEmpty(), prefix + "email", "customer.fault.remindersNeedEmail");
        when(point.remindByFax() && point.fax().isEmpty(), prefix + "fax", "customer.fault.remindersNeedFax");
    }

    private void postal(PostalAddress postal) {
        text("street", postal.street(), LONGEST);
        text("city", postal.city(), LONGEST);
        text("postalCode", postal.postalCode(), LONGEST);
        when(!Countries.isCountry(postal.country()), "country", "customer.fault.country");
    }

    private void creditLimit(BigDecimal limit) {
        var plain = limit.stripTrailingZeros();
        when(
                limit.signum() < 0 || plain.scale() > DECIMALS || plain.precision() - plain.scale() > DIGITS,
                "creditLimit",
                "customer.fault.creditLimit");
    }

    private void off(RemindersOff off) {
        when(off.reason().isBlank(), "remindersOff.reason", "customer.fault.reason");
        text("remindersOff.reason", Optional.of(off.reason()), LONGEST);
    }

    private void note(Optional<String> note) {
        when(note.filter(n -> n.length() > LONGEST_NOTE).isPresent(), "note", "customer.fault.long", LONGEST_NOTE);
        when(note.filter(n -> n.indexOf('\u0000') >= 0).isPresent(), "note", "customer.fault.control");
    }

    private void name(String field, String name) {
        when(name.isBlank() || name.length() > LONGEST, field, "customer.fault.name", LONGEST);
        when(hasControl(name), field, "customer.fault.control");
    }

    private void text(String field, Optional<String> text, int longest) {
        when(text.filter(t -> t.length() > longest).isPresent(), field, "customer.fault.long", longest);
        when(text.filter(CardFaults::hasControl).isPresent(), field, "customer.fault.control");
    }

    private void when(boolean wrong, String field, String key, Object... args) {
        if (wrong) {
            add(field, key, args);
        }
    }

    private static boolean hasControl(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }
}
