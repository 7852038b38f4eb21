package org.kvit.invoice;

import java.util.List;
import java.util.Map;

/// How often invoices were reminded at each level. The reminders keep it; here it is read and set with the invoice.
public interface ReminderCounters {
    /// By level; an invoice that was never reminded is not in the map.
    Map<InvoiceId, Map<Integer, Integer>> of(List<InvoiceId> invoices);

    /// Counters and log of each; an invoice that was never reminded and never counted is not in the map.
    Map<InvoiceId, ReminderLog> logs(List<InvoiceId> invoices);

    /// An invoice whose counter is set back can be reminded again at that level.
    ///
    /// @param counts by level; levels that aren't in it stay as they are
    /// @throws org.kvit.base.Refusal for a level or a count that can't be
    void set(InvoiceId invoice, Map<Integer, Integer> counts);
}
