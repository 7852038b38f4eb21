package org.kvit.receivable;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/// How old a debt is, in the five classes of an ageing report.
public enum AgeingBucket {
    NOT_DUE,
    DAYS_1_TO_30,
    DAYS_31_TO_60,
    DAYS_61_TO_90,
    OVER_90;

    /// @param daysOverdue as-of date less due date; an invoice due today is 0 days overdue, so not due
    public static AgeingBucket of(long daysOverdue) {
        if (daysOverdue <= 0) {
            return NOT_DUE;
        }
        return daysOverdue <= 30
                ? DAYS_1_TO_30
                : daysOverdue <= 60 ? DAYS_31_TO_60 : daysOverdue <= 90 ? DAYS_61_TO_90 : OVER_90;
    }

    /// Calendar days; zero or less for what isn't due.
    public static long daysOverdue(LocalDate due, LocalDate asOf) {
        return ChronoUnit.DAYS.between(due, asOf);
    }
}
