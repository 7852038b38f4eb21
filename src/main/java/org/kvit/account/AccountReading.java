package org.kvit.account;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kvit.company.Companies;
import org.kvit.customer.CustomerId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/// Puts together what letters say, as of one moment.
@Component
class AccountReading {
    private final Companies companies;
    private final Parties parties;
    private final OpenAccounts accounts;
    private final Reconciliations reconciliations;

    AccountReading(Companies companies, Parties parties, OpenAccounts accounts, Reconciliations reconciliations) {
        this.companies = companies;
        this.parties = parties;
        this.accounts = accounts;
        this.reconciliations = reconciliations;
    }

    /// @param letter empty if it would have more lines than a letter holds
    record Read(Party to, Optional<AccountLetter> letter) {}

    /// @throws org.kvit.base.Refusal if the actor sees no such customer, or the letter would be too long
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public AccountLetter of(Asked asked, CustomerId customer) {
        var to = parties.find(customer);
        var from = companies.own();
        var today = companies.today();
        return asked.isStatement()
                ? new AccountLetter.OfStatement(from, to, today, accounts.of(customer, asked.to()))
                : new AccountLetter.OfReconciliation(
                        from, to, today, reconciliations.of(customer, asked.from(), asked.to()));
    }

    /// Of those that the actor sees, by name. In the caller's moment. The caller bounds them.
    @Transactional(readOnly = true)
    public Map<CustomerId, Read> of(Asked asked, List<CustomerId> customers) {
        var from = companies.own();
        var today = companies.today();
        var seen = parties.of(customers);
        var all = new LinkedHashMap<CustomerId, Read>();
        if (asked.isStatement()) {
            var read = accounts.of(seen.keySet(), asked.to());
            seen.forEach((id, to) -> all.put(
                    id,
                    new Read(
                            to,
                            read.getOrDefault(id, Optional.empty())
                                    .map(a -> new AccountLetter.OfStatement(from, to, today, a)))));
        } else {
            var read = reconciliations.of(seen.keySet(), asked.from(), asked.to());
            seen.forEach((id, to) -> all.put(
                    id,
                    new Read(
                            to,
                            read.getOrDefault(id, Optional.empty())
                                    .map(a -> new AccountLetter.OfReconciliation(from, to, today, a)))));
        }
        return all;
    }
}
