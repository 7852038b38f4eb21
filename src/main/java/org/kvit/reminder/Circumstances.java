package org.kvit.reminder;

import java.time.LocalDate;
import java.util.Set;
import org.kvit.invoice.InvoiceId;

/// Under which a plan is made.
///
/// @param asOf the date to which days overdue are counted
/// @param today the business date: the day on which a letter would go out
/// @param daysAfterSending no reminder sooner after Kvit e-mailed the invoice
/// @param currency the company's own, in which minimum amounts are
/// @param ways by which letters can be sent at all
/// @param called invoices that the customer was called about today, instead of being written to
public record Circumstances(
        LocalDate asOf,
        LocalDate today,
        int daysAfterSending,
        String currency,
        Set<Channel> ways,
        Set<InvoiceId> called) {
    public Circumstances {
        ways = Set.copyOf(ways);
        called = Set.copyOf(called);
    }

    /// Where nobody was called.
    public Circumstances(LocalDate asOf, LocalDate today, int daysAfterSending, String currency, Set<Channel> ways) {
        this(asOf, today, daysAfterSending, currency, ways, Set.of());
    }

    /// Where letters can be e-mailed, and nothing else.
    public Circumstances(LocalDate asOf, LocalDate today, int daysAfterSending, String currency) {
        this(asOf, today, daysAfterSending, currency, Set.of(Channel.EMAIL));
    }
}
