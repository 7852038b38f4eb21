package org.kvit.reminder;

import java.time.LocalDate;
import java.util.List;
import org.kvit.interest.InterestRates;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What a person is to know before letters with late interest go out: for which days it can't be counted.
@Component
class MissingRates {
    private final Policies policies;
    private final InterestRates rates;

    MissingRates(Policies policies, InterestRates rates) {
        this.policies = policies;
        this.rates = rates;
    }

    /// Since when rates are missed; none while no level asks for interest.
    @Transactional(readOnly = true)
    public List<LocalDate> now() {
        return policies.all().asksForInterest() ? List.copyOf(rates.missing()) : List.of();
    }
}
