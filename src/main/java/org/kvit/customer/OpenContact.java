package org.kvit.customer;

import org.kvit.ui.Faults;

/// The contact's form that is open in the table. @param contact 0 for a new one
public record OpenContact(long contact, Typed form, Faults faults) {
    public boolean isNew() {
        return contact == 0;
    }

    public boolean is(Contact other) {
        return other.id().filter(id -> id.value() == contact).isPresent();
    }
}
