package org.kvit.payment;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kvit.company.Companies;
import org.kvit.company.Company;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What a list of payments can be narrowed by.
@Component
public class PaymentChoices {
    private final JdbcClient jdbc;
    private final Companies companies;
    private final Statements statements;

    PaymentChoices(JdbcClient jdbc, Companies companies, Statements statements) {
        this.jdbc = jdbc;
        this.companies = companies;
        this.statements = statements;
    }

    /// @param accounts ours @param customer the name of the one that it is narrowed to
    public record Choices(List<String> accounts, Optional<String> customer) {}

    @Transactional(readOnly = true)
    public Choices of(PaymentsAddress address) {
        var accounts = Stream.concat(
                        companies.own().bankAccounts().stream().map(Company.BankAccount::iban),
                        statements.accounts().stream())
                .distinct()
                .toList();
        return new Choices(accounts, customer(address.filter().customer()));
    }

    private Optional<String> customer(long id) {
        return jdbc.sql("SELECT c.name FROM customer c WHERE c.company_id = current_company() AND c.id = :id AND "
                        + OpenInvoices.VISIBLE)
                .param("id", id)
                .query(String.class)
                .optional();
    }
}
