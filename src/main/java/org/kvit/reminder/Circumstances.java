package org.kvit.reminder;

import java.time.LocalDate;

/// Under which a plan is made.
///
/// @param asOf the date to which days overdue are counted
/// @param today the business date: the day on which a letter would go out
/// @param daysAfterSending no reminder sooner after Kvit e-mailed the invoice
/// @param currency the company's own, in which minimum amounts are
public record Circumstances(LocalDate asOf, LocalDate today, int daysAfterSending, String currency) {}
