package org.kvit.invoice;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Refusal;
import tools.jackson.databind.JsonNode;

/// What a program changes about an invoice. What is left out stays; what is null is taken away.
///
/// @param remindersOff `{"reason": …, "until": …}`, both optional, or null
/// @param postedOn a date, or null
/// @param reminderCounters by level, such as `{"1": 0}`
record InvoicePatch(
        @Nullable JsonNode remindersOff,
        @Nullable JsonNode postedOn,
        @Nullable Map<String, Integer> reminderCounters) {

    /// @throws Refusal for what is neither
    List<InvoiceChange> changes() {
        var changes = new ArrayList<InvoiceChange>();
        if (remindersOff != null) {
            changes.add(new InvoiceChange.Reminders(
                    remindersOff.isNull() ? Optional.empty() : Optional.of(off(remindersOff))));
        }
        if (postedOn != null) {
            changes.add(new InvoiceChange.Posted(date(postedOn, "postedOn")));
        }
        if (reminderCounters != null) {
            changes.add(new InvoiceChange.Counters(counters(reminderCounters)));
        }
        return changes;
    }

    private static RemindersOff off(JsonNode node) {
        var reason = node.path("reason");
        if (!node.isObject() || !(reason.isMissingNode() || reason.isNull() || reason.isString())) {
            throw Refusal.invalid("remindersOff", "invoice.remindersOff.form");
        }
        return new RemindersOff(
                Optional.of(reason.asString("").strip()).filter(r -> !r.isEmpty()),
                date(node.path("until"), "remindersOff.until"));
    }

    private static Optional<LocalDate> date(JsonNode node, String field) {
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(node.isString() ? node.stringValue() : node.toString()));
        } catch (DateTimeException e) {
            throw Refusal.invalid(field, "invoice.date.form");
        }
    }

    private static Map<Integer, Integer> counters(Map<String, Integer> given) {
        var counts = new java.util.TreeMap<Integer, Integer>();
        given.forEach((level, count) -> {
            if (!level.matches("[1-9]") || count == null) {
                throw Refusal.invalid("reminderCounters", "invoice.counters.form");
            }
            counts.put(Integer.valueOf(level), count);
        });
        return counts;
    }
}
