package org.kvit.desk;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kvit.correspondence.Correspondence;
import org.kvit.correspondence.Entry;
import org.kvit.correspondence.EntryId;
import org.kvit.correspondence.Promises;
import org.kvit.customer.CustomerId;
import org.kvit.receivable.Debtors;
import org.kvit.receivable.UnpaidInvoices;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Puts together what the desk shows of one customer.
@Component
class DebtorPanes {
    private static final int ENTRIES = 30;

    private final Debtors debtors;
    private final UnpaidInvoices invoices;
    private final Promises promises;
    private final Correspondence correspondence;
    private final DeskReadings readings;

    DebtorPanes(
            Debtors debtors,
            UnpaidInvoices invoices,
            Promises promises,
            Correspondence correspondence,
            DeskReadings readings) {
        this.debtors = debtors;
        this.invoices = invoices;
        this.promises = promises;
        this.correspondence = correspondence;
        this.readings = readings;
    }

    /// @throws org.kvit.base.Refusal if the bound company has no such customer, or the actor may not see it
    @Transactional(readOnly = true)
    public DebtorPane of(CustomerId customer, LocalDate asOf, Writing writing) {
        debtors.nameOf(customer);
        var reminded = readings.reminded(customer, asOf);
        var promised = promises.standing(asOf, List.of(customer));
        var talk = talk(customer, asOf, Optional.empty());
        return new DebtorPane(
                customer,
                readings.card(customer, asOf),
                debtors.of(customer, asOf),
                invoices.of(customer, asOf).stream()
                        .map(i -> new DebtorPane.Line(
                                i,
                                Optional.ofNullable(reminded.get(i.id().value())),
                                Optional.ofNullable(promised.get(i.id()))))
                        .toList(),
                talk.entries(),
                talk.next(),
                writing);
    }

    /// A stretch of the correspondence, newest first. @param next the entry behind which more follow; 0: none
    public record Talk(List<DebtorPane.Said> entries, long next) {}

    /// @param before only what is older than this entry
    @Transactional(readOnly = true)
    public Talk talk(CustomerId customer, LocalDate asOf, Optional<EntryId> before) {
        debtors.nameOf(customer);
        var found = correspondence.list(Optional.of(customer), Optional.empty(), before, asOf, ENTRIES + 1);
        boolean more = found.size() > ENTRIES;
        var shown = more ? found.subList(0, ENTRIES) : found;
        var letters = readings.letters(shown.stream()
                .flatMap(e -> e.reminder().flatMap(Entry.Reminder::letter).stream())
                .toList());
        return new Talk(
                shown.stream().map(e -> said(e, letters)).toList(),
                more ? shown.getLast().id().value() : 0);
    }

    /// One entry, as its customer's list has it.
    /// @throws org.kvit.base.Refusal if there is none, or it is of a customer whom the actor may not see
    @Transactional(readOnly = true)
    public Entry entry(EntryId id) {
        var entry = correspondence.find(id);
        debtors.nameOf(entry.customer());
        return entry;
    }

    private static DebtorPane.Said said(Entry entry, Map<Long, DebtorPane.Letter> letters) {
        return new DebtorPane.Said(
                entry, entry.reminder().flatMap(Entry.Reminder::letter).map(letters::get));
    }
}
