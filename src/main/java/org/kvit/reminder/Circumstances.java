package org.kvit.reminder;

import java.time.LocalDate;
import java.util.Set;

/// Under which a plan is made.
///
/// @param asOf the date to which days overdue are counted
/// @param today the business date: the day on which a letter would go out
/// @param daysAfterSending no reminder sooner after Kvit e-mailed the invoice
/// @param currency the company's own, in which minimum amounts are
/// @param ways by which letters can be sent at all
public record Circumstances(LocalDate asOf, LocalDate today, int daysAfterSending, String currency, Set<Channel> ways) {
    public Circumstances {
        ways = Set.copyOf(ways);
    }

    /// Where letters can be e-mailed, and nothing else.
    public Circumstances(LocalDate asOf, LocalDate today, int daysAfterSending, String currency) {
        this(asOf, today, daysAfterSending, currency, Set.of(Channel.EMAIL));
    }
}
