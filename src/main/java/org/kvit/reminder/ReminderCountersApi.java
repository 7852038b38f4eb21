package org.kvit.reminder;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Refusal;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.customer.CustomerId;
import org.kvit.invoice.InvoiceFilter;
import org.kvit.invoice.InvoiceId;
import org.kvit.invoice.InvoiceStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/reminder-counters`: how often invoices count as reminded at a level, set for many of them.
@RestController
@RequestMapping("/api/v1/reminder-counters")
class ReminderCountersApi {
    private final CounterEdit edit;

    ReminderCountersApi(CounterEdit edit) {
        this.edit = edit;
    }

    /// Which invoices, as the list narrows them; what is left out doesn't narrow.
    ///
    /// @param status `open`, `overdue`, `partly`
    /// @param currency ISO 4217
    /// @param query part of a number, a customer's name or a reference, or an amount
    record FilterBody(
            @Nullable String status,
            @Nullable Long customerId,
            @Nullable LocalDate issuedFrom,
            @Nullable LocalDate issuedTo,
            @Nullable LocalDate dueFrom,
            @Nullable LocalDate dueTo,
            @Nullable String currency,
            @Nullable String query) {
        InvoiceFilter filter() {
            return new InvoiceFilter(
                    InvoiceStatus.of(status == null ? "" : status),
                    Optional.ofNullable(customerId).map(CustomerId::new),
                    Optional.empty(),
                    new InvoiceFilter.Period(Optional.ofNullable(issuedFrom), Optional.ofNullable(issuedTo)),
                    new InvoiceFilter.Period(Optional.ofNullable(dueFrom), Optional.ofNullable(dueTo)),
                    Optional.ofNullable(currency).map(code -> code.toUpperCase(Locale.ROOT)),
                    query == null ? "" : query.strip());
        }
    }

    /// @param invoiceIds these, or
    /// @param filter those of a list; one of the two
    /// @param level 1 to 9
    /// @param count 0: the level's letter may go again
    record CountersBody(
            @Nullable List<Long> invoiceIds,
            @Nullable FilterBody filter,
            @Nullable Integer level,
            @Nullable Integer count) {}

    /// @throws Refusal as [CounterEdit#set]
    @PostMapping
    @Needs(Right.REMINDERS)
    CounterEdit.Result set(@RequestBody CountersBody body) {
        if (body.level() == null) {
            throw Refusal.invalid("level", "invoice.counters.range", ReminderPolicy.MOST_LEVELS, InvoiceCounters.MOST);
        }
        if (body.count() == null) {
            throw Refusal.invalid("count", "invoice.counters.range", ReminderPolicy.MOST_LEVELS, InvoiceCounters.MOST);
        }
        return edit.set(chosen(body), body.level(), body.count(), Optional.empty());
    }

    private static CounterEdit.Chosen chosen(CountersBody body) {
        if ((body.invoiceIds() == null) == (body.filter() == null)) {
            throw Refusal.invalid("invoiceIds", "reminder.counters.which");
        }
        if (body.filter() != null) {
            return CounterEdit.Chosen.list(body.filter().filter());
        }
        var ids = new LinkedHashSet<InvoiceId>();
        for (var id : Objects.requireNonNull(body.invoiceIds())) {
            if (id == null) {
                throw Refusal.invalid("invoiceIds", "reminder.counters.unknown");
            }
            ids.add(new InvoiceId(id));
        }
        return CounterEdit.Chosen.named(ids);
    }
}
