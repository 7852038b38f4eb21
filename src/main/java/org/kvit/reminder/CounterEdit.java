package org.kvit.reminder;

import java.util.Collection;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.invoice.InvoiceFilter;
import org.kvit.invoice.InvoiceId;
import org.kvit.invoice.Invoices;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Sets a level's counter of many invoices: of those that are owed, because no other is reminded. An invoice whose
/// counter is set back can be reminded again, though never twice on one day.
@Service
public class CounterEdit {
    private static final int MOST_NAMED = 10_000;

    private final Invoices invoices;
    private final InvoiceCounters counters;

    CounterEdit(Invoices invoices, InvoiceCounters counters) {
        this.invoices = invoices;
        this.counters = counters;
    }

    /// Which invoices are meant.
    ///
    /// @param only of these alone; empty: of the whole list
    public record Chosen(InvoiceFilter filter, Optional<Collection<InvoiceId>> only) {
        static Chosen list(InvoiceFilter filter) {
            return new Chosen(filter, Optional.empty());
        }

        static Chosen named(Collection<InvoiceId> invoices) {
            return new Chosen(InvoiceFilter.ALL, Optional.of(invoices));
        }
    }

    /// @param invoices whose counter was to be set
    /// @param changed of which it became another
    public record Result(int invoices, int changed) {}

    /// Of how many invoices the counter would be set.
    @Transactional(readOnly = true)
    public int count(Chosen chosen) {
        return invoices.owed(chosen.filter(), chosen.only()).length;
    }

    /// @param expected of how many a person was told; empty: nobody was
    /// @throws Refusal if none are meant, by now others than a person was told, an invoice isn't there, or level or
    /// count can't be
    @Transactional
    public Result set(Chosen chosen, int level, int count, Optional<Integer> expected) {
        chosen.only().ifPresent(this::mustBeThere);
        var owed = invoices.owed(chosen.filter(), chosen.only());
        if (owed.length == 0) {
            throw Refusal.conflict("reminder.counters.none");
        }
        expected.filter(told -> told != owed.length).ifPresent(told -> {
            throw Refusal.conflict("reminder.counters.others", told, owed.length);
        });
        return new Result(owed.length, counters.set(owed, level, count));
    }

    private void mustBeThere(Collection<InvoiceId> named) {
        if (named.size() > MOST_NAMED) {
            throw Refusal.invalid("invoiceIds", "reminder.counters.many", MOST_NAMED);
        }
        if (invoices.seen(named) < named.size()) {
            throw Refusal.invalid("invoiceIds", "reminder.counters.unknown");
        }
    }
}
