package org.kvit.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.kvit.base.Words;
import org.kvit.payment.StatementAge;
import org.kvit.payment.StatementAges;
import org.springframework.stereotype.Component;

/// What makes a run that was to go by itself wait for a person.
@Component
class Valves {
    /// More than so many times the usual number of letters is unusual.
    private static final int TIMES = 2;

    private final FiringLog log;
    private final StatementAges ages;

    Valves(FiringLog log, StatementAges ages) {
        this.log = log;
        this.ages = ages;
    }

    /// @param letters of the run at hand
    /// @return why it waits, in words; empty: it may go
    List<Words> reasons(int letters) {
        return reasons(letters, log.everSentAutomatically(), Median.of(log.lettersOfLastRuns()), ages.own());
    }

    /// @param usual the median of the last ten runs for all customers that sent any
    static List<Words> reasons(int letters, boolean sentBefore, OptionalInt usual, StatementAge statements) {
        var reasons = new ArrayList<Words>();
        if (!sentBefore) {
            reasons.add(Words.of("schedule.held.first"));
        }
        if (usual.isPresent() && letters > TIMES * usual.getAsInt()) {
            reasons.add(Words.of("schedule.held.many", letters, usual.getAsInt()));
        }
        statements.accounts().stream()
                .filter(StatementAge.Account::old)
                .findFirst()
                .map(a -> Words.of("schedule.held.statement", a.account(), a.newest(), a.days()))
                .ifPresent(reasons::add);
        if (statements.none()) {
            reasons.add(Words.of("schedule.held.noStatement"));
        }
        return List.copyOf(reasons);
    }
}
