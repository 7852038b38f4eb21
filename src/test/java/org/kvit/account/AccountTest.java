package org.kvit.account;

import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.company.Companies;
import org.kvit.customer.CustomerId;
import org.kvit.invoice.InvoiceId;
import org.kvit.receivable.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// What the tests of accounts share: a company and its books.
@KvitTest
abstract class AccountTest {
    @Autowired
    Companies companies;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    TestCompany company;
    LocalDate today;

    @BeforeEach
    void a_company() {
        company = TestCompany.found(companies);
        today = company.actor().get(companies::today);
    }

    Ledger ledger() {
        return new Ledger(jdbc, transaction);
    }

    CustomerId customer(String name) {
        return company.actor().get(() -> ledger().customer(name));
    }

    /// Due two weeks after it was issued. @param days ago that it was issued
    InvoiceId invoice(CustomerId customer, String number, int days, String total) {
        return company.actor()
                .get(() ->
                        ledger().invoice(customer, number, today.minusDays(days), today.minusDays(days - 14L), total));
    }

    void change(String sql) {
        company.actor().run(() -> ledger().change(sql));
    }

    String one(String sql) {
        return company.actor()
                .get(() -> Objects.requireNonNull(transaction.execute(
                        _ -> String.valueOf(jdbc.sql(sql).query().singleValue()))));
    }
}
