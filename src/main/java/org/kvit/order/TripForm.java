package org.kvit.order;

import java.time.LocalDate;
import java.util.HashMap;
import org.kvit.customer.Typed;

/// A trip's form.
final class TripForm {
    private TripForm() {}

    static Typed of(Trip trip) {
        var typed = new HashMap<String, String>();
        typed.put("number", trip.number());
        typed.put("vehicle", trip.vehicle().orElse(""));
        typed.put("carrier", trip.carrier().orElse(""));
        typed.put("startsOn", trip.startsOn().map(LocalDate::toString).orElse(""));
        typed.put("endsOn", trip.endsOn().map(LocalDate::toString).orElse(""));
        typed.put("note", trip.note().orElse(""));
        return new Typed(typed);
    }

    /// @throws org.kvit.base.Refusal naming each field that can't be read
    static TripEntry entry(Typed form) {
        var entries = new Entries();
        var trip = new TripEntry(
                Entries.text(form.text("number")),
                Entries.text(form.text("vehicle")),
                Entries.text(form.text("carrier")),
                entries.date("startsOn", form.text("startsOn")),
                entries.date("endsOn", form.text("endsOn")),
                Entries.text(form.text("note").replace("\r\n", "\n")));
        entries.refuse();
        return trip;
    }
}
