package org.kvit.customer;

import java.time.Instant;
import java.util.Optional;
import org.kvit.base.UserId;

/// A customer of the bound company, without its contacts.
///
/// @param accountManager the person whom the card names
/// @param reach today, contacts included
public record Customer(
        CustomerId id, ClientCard card, Optional<AccountManager> accountManager, Reach reach, Instant createdAt) {

    public record AccountManager(UserId id, String name, String email) {}

    public String name() {
        return card.name();
    }
}
