package org.kvit.order;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.base.Words;

/// What a trip must look like, field by field, as the API names them. Pure.
final class TripRules {
    private static final int LONGEST_VEHICLE = 100;
    private static final int LONGEST_CARRIER = 200;

    private TripRules() {}

    /// @throws Refusal naming every field that won't do
    static void check(TripEntry trip) {
        var faults = new ArrayList<Refusal.Fault>();
        text("number", trip.number(), OrderRules.LONGEST_NUMBER, faults);
        text("vehicle", trip.vehicle(), LONGEST_VEHICLE, faults);
        text("carrier", trip.carrier(), LONGEST_CARRIER, faults);
        date("startsOn", trip.startsOn(), faults);
        date("endsOn", trip.endsOn(), faults);
        trip.startsOn()
                .filter(start ->
                        trip.endsOn().filter(end -> end.isBefore(start)).isPresent())
                .ifPresent(start -> faults.add(new Refusal.Fault("endsOn", Words.of("trip.dates.order", start))));
        trip.note()
                .filter(n -> n.length() > OrderRules.LONGEST_NOTE || n.indexOf('\u0000') >= 0)
                .ifPresent(_ ->
                        faults.add(new Refusal.Fault("note", Words.of("order.note.long", OrderRules.LONGEST_NOTE))));
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
    }

    private static void text(String field, Optional<String> text, int longest, List<Refusal.Fault> faults) {
        text.filter(t -> t.length() > longest || t.chars().anyMatch(Character::isISOControl))
                .ifPresent(_ -> faults.add(new Refusal.Fault(field, Words.of("order.text.invalid", longest))));
    }

    private static void date(String field, Optional<LocalDate> date, List<Refusal.Fault> faults) {
        date.filter(d -> d.getYear() < OrderRules.EARLIEST || d.getYear() > OrderRules.LATEST)
                .ifPresent(_ -> faults.add(new Refusal.Fault(
                        field,
                        Words.of(
                                "order.date.range",
                                Integer.toString(OrderRules.EARLIEST),
                                Integer.toString(OrderRules.LATEST)))));
    }
}
