package org.kvit.interest;

import java.time.LocalDate;
import java.time.Month;

/// Six months for which one reference rate holds: the one of their first day (directive 2011/7/EU, Article 3(2)).
///
/// @param first 1 January or 1 July
public record HalfYear(LocalDate first) implements Comparable<HalfYear> {
    private static final int MONTHS = 6;

    public HalfYear {
        if (first.getDayOfMonth() != 1 || (first.getMonth() != Month.JANUARY && first.getMonth() != Month.JULY)) {
            throw new IllegalArgumentException("a half-year begins on 1 January or 1 July, not on " + first);
        }
    }

    /// The one that a day is in.
    public static HalfYear of(LocalDate day) {
        return new HalfYear(
                LocalDate.of(day.getYear(), day.getMonth().compareTo(Month.JULY) < 0 ? Month.JANUARY : Month.JULY, 1));
    }

    public HalfYear next() {
        return new HalfYear(first.plusMonths(MONTHS));
    }

    public HalfYear before() {
        return new HalfYear(first.minusMonths(MONTHS));
    }

    @Override
    public int compareTo(HalfYear other) {
        return first.compareTo(other.first);
    }
}
