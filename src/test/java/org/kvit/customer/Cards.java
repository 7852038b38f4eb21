package org.kvit.customer;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.kvit.base.UserId;

/// Client cards for tests: a plain one, changed where a test needs it.
final class Cards {
    private Cards() {}

    static ClientCard card(String name) {
        return new ClientCard(
                name,
                Optional.empty(),
                Optional.of("40003123456"),
                Optional.of("LV40003123456"),
                new PostalAddress(Optional.of("Brīvības iela 1"), Optional.of("Rīga"), Optional.of("LV-1010"), "LV"),
                "lv",
                "EUR",
                30,
                Settlement.USUAL,
                Optional.of(new BigDecimal("5000.00")),
                Optional.empty(),
                mailed("info@daugava.example"),
                Optional.empty(),
                Optional.empty());
    }

    static ClientCard card(String name, UnaryOperator<ContactPoint> main) {
        return card(name).withMain(main.apply(card(name).main()));
    }

    static ClientCard known(String name, String externalId) {
        var c = card(name);
        return new ClientCard(
                c.name(),
                Optional.of(externalId),
                c.registrationNumber(),
                c.vatNumber(),
                c.postal(),
                c.language(),
                c.currency(),
                c.paymentTermsDays(),
                c.settlement(),
                c.creditLimit(),
                c.accountManager(),
                c.main(),
                c.remindersOff(),
                c.note());
    }

    static ClientCard off(ClientCard c, RemindersOff off) {
        return new ClientCard(
                c.name(),
                c.externalId(),
                c.registrationNumber(),
                c.vatNumber(),
                c.postal(),
                c.language(),
                c.currency(),
                c.paymentTermsDays(),
                c.settlement(),
                c.creditLimit(),
                c.accountManager(),
                c.main(),
                Optional.of(off),
                c.note());
    }

    static ClientCard managedBy(ClientCard card, UserId manager) {
        return card.withAccountManager(Optional.of(manager));
    }

    /// A point with an e-mail address that gets reminders.
    static ContactPoint mailed(String email) {
        return new ContactPoint(Optional.of(email), Optional.empty(), Optional.empty(), true, true, false);
    }

    /// A point with an e-mail address that gets nothing.
    static ContactPoint silent(String email) {
        return new ContactPoint(Optional.of(email), Optional.empty(), Optional.empty(), false, false, false);
    }

    static Contact contact(String name, ContactPoint at) {
        return new Contact(Optional.empty(), name, Optional.of("Accounts payable"), at);
    }
}
