package org.kvit.reminder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kvit.base.Words;
import org.kvit.customer.CustomerId;
import org.kvit.invoice.InvoiceId;

/// What is left of ordered letters at the moment of sending. Pure.
///
/// @param letters what goes out, each with what it still asks for
/// @param dropped letters of which nothing is left
/// @param fallen why single invoices fell out, by letter
record Recomputation(
        Map<Ordered, ReminderPlan.Letter> letters, List<Dropped> dropped, Map<Ordered, Map<InvoiceId, Words>> fallen) {
    /// An invoice that is owed no more: paid, or credited.
    static final Words SETTLED = Words.of("reminder.leftOut.settled");

    /// @param owed what the customers owe now
    static Recomputation of(
            List<Ordered> ordered,
            Map<CustomerId, Addressee> to,
            Map<CustomerId, List<OpenItem>> owed,
            PolicySet policies,
            Circumstances now) {
        var result = new Recomputation(new java.util.LinkedHashMap<>(), new ArrayList<>(), new HashMap<>());
        for (var letter : ordered) {
            var addressee = java.util.Objects.requireNonNull(to.get(letter.customer()));
            var items = owed.getOrDefault(letter.customer(), List.of()).stream()
                    .filter(item -> letter.invoices().contains(item.id()))
                    .toList();
            result.add(letter, ReminderPlanner.plan(addressee, items, policies.of(addressee), now));
        }
        return result;
    }

    private void add(Ordered ordered, ReminderPlan plan) {
        var reasons = new HashMap<InvoiceId, Words>();
        ordered.invoices().forEach(invoice -> reasons.put(invoice, SETTLED));
        plan.leftOut().forEach(out -> reasons.put(out.item().id(), out.reason()));
        // An invoice that has grown into another level since it was proposed goes with that level's next letter.
        plan.letters().stream()
                .filter(letter -> letter.level().level() != ordered.level())
                .forEach(letter -> letter.items()
                        .forEach(item -> reasons.put(
                                item.id(),
                                Words.of(
                                        "reminder.leftOut.otherLevel",
                                        letter.level().name()))));
        plan.letters().stream()
                .filter(letter -> letter.level().level() == ordered.level())
                .findFirst()
                .ifPresentOrElse(
                        letter -> {
                            letter.items().forEach(item -> reasons.remove(item.id()));
                            letters.put(ordered, letter);
                        },
                        () -> dropped.add(
                                new Dropped(ordered, reasons.values().iterator().next())));
        fallen.put(ordered, Map.copyOf(reasons));
    }
}
