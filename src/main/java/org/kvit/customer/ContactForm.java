package org.kvit.customer;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A contact's form, and the fields that the main address shares with it.
final class ContactForm {
    static final Typed EMPTY = new Typed(Map.of());

    private ContactForm() {}

    static Typed of(Contact contact) {
        var typed = new HashMap<String, String>();
        typed.put("name", contact.name());
        typed.put("role", contact.role().orElse(""));
        fill(typed, contact.at());
        return new Typed(typed);
    }

    static Contact contact(Typed form) {
        return new Contact(Optional.empty(), form.text("name").strip(), Entered.text(form.text("role")), point(form));
    }

    static void fill(Map<String, String> typed, ContactPoint at) {
        typed.put("email", at.email().orElse(""));
        typed.put("phone", at.phone().orElse(""));
        typed.put("fax", at.fax().orElse(""));
        typed.put("receivesInvoices", Typed.tick(at.receivesInvoices()));
        typed.put("remindByEmail", Typed.tick(at.remindByEmail()));
        typed.put("remindByFax", Typed.tick(at.remindByFax()));
    }

    static ContactPoint point(Typed form) {
        return new ContactPoint(
                Entered.text(form.text("email")),
                Entered.text(form.text("phone")),
                Entered.text(form.text("fax")),
                form.ticked("receivesInvoices"),
                form.ticked("remindByEmail"),
                form.ticked("remindByFax"));
    }
}
