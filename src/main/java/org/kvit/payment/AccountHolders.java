package org.kvit.payment;

import org.kvit.bank.AccountHolder;
import org.kvit.bank.CsvMappings;
import org.kvit.company.Companies;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What readers of statements must know of the bound company.
@Component
public class AccountHolders {
    private final Companies companies;
    private final CsvMappings mappings;

    AccountHolders(Companies companies, CsvMappings mappings) {
        this.companies = companies;
        this.mappings = mappings;
    }

    @Transactional(readOnly = true)
    public AccountHolder own() {
        var company = companies.own();
        var accounts = company.bankAccounts().stream()
                .map(a -> new AccountHolder.Account(a.iban(), a.currency().orElse("")))
                .toList();
        return new AccountHolder(company.country(), accounts, mappings.all());
    }
}
