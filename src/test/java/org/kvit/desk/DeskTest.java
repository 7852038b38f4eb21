package org.kvit.desk;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.base.UserId;
import org.kvit.company.Companies;
import org.kvit.company.People;
import org.kvit.company.Profiles;
import org.kvit.company.Role;
import org.kvit.company.SignIns;
import org.kvit.customer.CustomerId;
import org.kvit.invoice.InvoiceId;
import org.kvit.receivable.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// What the tests of the desk's screens share: a company, its accounts, and somebody at the desk.
@KvitTest
abstract class DeskTest {
    @Autowired
    Companies companies;

    @Autowired
    People people;

    @Autowired
    Profiles profiles;

    @Autowired
    SignIns signIns;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @LocalServerPort
    int port;

    TestCompany company;
    LocalDate today;
    AtTheDesk anna;

    @BeforeEach
    void accounts() {
        company = TestCompany.found(companies);
        today = company.actor().get(companies::today);
        company.actor().run(() -> profiles.prefer(company.administrator(), "en", "light"));
        anna = new AtTheDesk(port, signIns, company.administrator());
    }

    Ledger ledger() {
        return new Ledger(jdbc, transaction);
    }

    UserId person(Role role, boolean ownCustomersOnly) {
        return company.actor().get(() -> {
            var email = role.code() + "-" + UUID.randomUUID() + "@baltic.example";
            var user = people.add(email, "Pēteris", TestCompany.PASSWORD, "en", role);
            people.changeRole(user, role, ownCustomersOnly);
            return user;
        });
    }

    AtTheDesk at(Role role) {
        return new AtTheDesk(port, signIns, person(role, false));
    }

    CustomerId customer(String name) {
        return company.actor().get(() -> ledger().customer(name));
    }

    /// A customer with one invoice, its number the name and `-1`, due so many days ago.
    CustomerId owing(String name, int days, String amount) {
        var customer = customer(name);
        invoice(customer, name + "-1", days, amount, "EUR");
        return customer;
    }

    InvoiceId invoice(CustomerId customer, String number, int days, String amount, String currency) {
        return company.actor()
                .get(() -> ledger().invoice(
                                customer,
                                number,
                                today.minusDays(days + 14L),
                                today.minusDays(days),
                                amount,
                                currency));
    }

    void change(String sql) {
        company.actor().run(() -> ledger().change(sql));
    }

    String one(String sql) {
        return company.actor()
                .get(() -> java.util.Objects.requireNonNull(transaction.execute(
                        _ -> String.valueOf(jdbc.sql(sql).query().singleValue()))));
    }
}
