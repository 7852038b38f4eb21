package org.kvit.customer;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A contact as programs read and send it. @param id null for one that is to be made
record ContactBody(
        @Nullable Long id,
        @Nullable String name,
        @Nullable String role,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String fax,
        @Nullable Boolean receivesInvoices,
        @Nullable Boolean remindByEmail,
        @Nullable Boolean remindByFax) {
    static final ContactBody EMPTY = new ContactBody(null, null, null, null, null, null, null, null, null);

    static ContactBody of(Contact contact) {
        var at = contact.at();
        return new ContactBody(
                contact.id().map(ContactId::value).orElse(null),
                contact.name(),
                contact.role().orElse(null),
                at.email().orElse(null),
                at.phone().orElse(null),
                at.fax().orElse(null),
                at.receivesInvoices(),
                at.remindByEmail(),
                at.remindByFax());
    }

    Contact contact() {
        return new Contact(
                Optional.ofNullable(id).map(ContactId::new),
                Entered.text(name).orElse(""),
                Entered.text(role),
                new ContactPoint(
                        Entered.text(email),
                        Entered.text(phone),
                        Entered.text(fax),
                        Boolean.TRUE.equals(receivesInvoices),
                        Boolean.TRUE.equals(remindByEmail),
                        Boolean.TRUE.equals(remindByFax)));
    }
}
