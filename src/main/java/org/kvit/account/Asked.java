package org.kvit.account;

import java.time.LocalDate;
import java.util.Optional;
import org.kvit.base.Refusal;

/// Which paper is asked for.
///
/// @param from first day of a reconciliation act's period; of a statement, the same as `to`
/// @param to its last day; the day that a statement is as of
public record Asked(AccountPaper paper, LocalDate from, LocalDate to) {
    private static final LocalDate EARLIEST = LocalDate.of(1990, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2100, 12, 31);

    /// @throws Refusal for a day before 1990 or after 2100, or a period that ends before it begins
    public Asked {
        if (to.isBefore(EARLIEST) || to.isAfter(LATEST)) {
            throw Refusal.invalid("asOf", "account.date.invalid", EARLIEST, LATEST);
        }
        if (from.isBefore(EARLIEST) || from.isAfter(to)) {
            throw Refusal.invalid("from", "account.period.invalid", EARLIEST);
        }
    }

    public static Asked statement(LocalDate asOf) {
        return new Asked(AccountPaper.STATEMENT, asOf, asOf);
    }

    public static Asked reconciliation(LocalDate from, LocalDate to) {
        return new Asked(AccountPaper.RECONCILIATION, from, to);
    }

    /// As a person asked for it. A period whose beginning is not said is the year so far.
    static Asked of(String paper, Optional<LocalDate> from, Optional<LocalDate> to, LocalDate today) {
        var until = to.orElse(today);
        return AccountPaper.of(paper).orElse(AccountPaper.STATEMENT) == AccountPaper.STATEMENT
                ? statement(until)
                : reconciliation(from.orElse(until.withDayOfYear(1)), until);
    }

    boolean isStatement() {
        return paper == AccountPaper.STATEMENT;
    }
}
