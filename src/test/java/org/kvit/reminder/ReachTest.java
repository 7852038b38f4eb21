package org.kvit.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.company.Companies;
import org.kvit.customer.CustomerId;
import org.kvit.customer.Customers;
import org.kvit.customer.Reach;
import org.kvit.receivable.Debtor;
import org.kvit.receivable.Debtors;
import org.kvit.receivable.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// What the lists say of whether a customer can be reminded is what a run then does.
@KvitTest
class ReachTest {
    /// The client card's columns, and behind the bar those of a contact.
    private static final String[] CUSTOMERS = {
        "email = 'a@a.example', remind_by_email = true",
        "email = 'a@a.example', remind_by_email = false",
        "email = NULL, remind_by_email = true",
        "email = '', remind_by_email = true",
        "email = '  ', remind_by_email = true",
        "email = NULL, remind_by_email = false, fax = '+371 67000000', remind_by_fax = true",
        "email = 'a@a.example', remind_by_email = false, fax = '+371 67000000', remind_by_fax = true",
        "remind_by_email = false|'b@b.example', NULL, true, false",
        "remind_by_email = false|'b@b.example', NULL, false, false",
        "remind_by_email = false|'', NULL, true, false",
        "remind_by_email = false|NULL, '+371 67000000', false, true",
        "email = NULL, remind_by_email = true|'b@b.example', '+371 67000000', true, true",
        "email = 'a@a.example', remind_by_email = true, reminders_off = true",
        "email = NULL, remind_by_email = true, reminders_off = true",
        "email = 'a@a.example', remind_by_email = true, reminders_off = true, reminders_off_until = '%s'",
        "email = 'a@a.example', remind_by_email = true, reminders_off = true, reminders_off_until = '%s'::date - 1",
    };

    @Autowired
    private Companies companies;

    @Autowired
    private Customers customers;

    @Autowired
    private Debtors debtors;

    @Autowired
    private ReminderRuns runs;

    @Autowired
    private RunReadings readings;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void a_customer_can_be_reminded_if_a_run_writes_to_them_and_cannot_if_it_does_not() {
        TestCompany.found(companies).actor().run(() -> {
            var today = companies.today();
            var how = new TreeMap<Long, String>();
            for (var customer : CUSTOMERS) {
                how.put(owing(customer.formatted(today), today).value(), customer);
            }
            var done = new TreeMap<String, Reach>();
            var run = runs.propose(today, Optional.empty());
            readings.letters(run, OptionalInt.empty(), 0, 100)
                    .forEach(l -> done.put(how.get(l.customer().value()), Reach.REACHABLE));
            readings.leftOut(run, 0, 100)
                    .forEach(o -> done.put(
                            how.get(o.customer().value()), why(o.reason().key())));

            var onCards = new TreeMap<String, Reach>();
            how.forEach((id, said) ->
                    onCards.put(said, customers.find(new CustomerId(id)).reach()));
            var atTheDesk = new TreeMap<String, Reach>();
            how.forEach((id, said) -> debtors.of(new CustomerId(id), today).stream()
                    .map(Debtor::reach)
                    .forEach(reach -> atTheDesk.put(said, reach)));
            assertThat(done).hasSize(CUSTOMERS.length).containsValues(Reach.values());
            assertThat(onCards).isEqualTo(done);
            assertThat(atTheDesk).isEqualTo(done);
        });
    }

    private static Reach why(String leftOut) {
        return leftOut.startsWith("reminder.leftOut.customerOff")
                ? Reach.OFF
                : leftOut.equals("reminder.leftOut.noAddress") ? Reach.NO_ADDRESS : Reach.REACHABLE;
    }

    private CustomerId owing(String how, LocalDate today) {
        var ledger = new Ledger(jdbc, transaction);
        var parts = how.split("\\|");
        var customer = ledger.customer("Daugava");
        ledger.change("UPDATE customer SET " + parts[0] + " WHERE company_id = current_company() AND id = "
                + customer.value());
        if (parts.length > 1) {
            ledger.change("""
                    INSERT INTO contact (company_id, customer_id, name, email, fax, remind_by_email, remind_by_fax)
                    VALUES (current_company(), %d, 'Jana', %s)""".formatted(customer.value(), parts[1]));
        }
        ledger.invoice(customer, "RK-" + customer.value(), today.minusDays(30), today.minusDays(10), "100.00");
        return customer;
    }
}
