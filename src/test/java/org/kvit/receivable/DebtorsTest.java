package org.kvit.receivable;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.base.Money;
import org.kvit.company.Companies;
import org.kvit.customer.CustomerId;
import org.kvit.customer.Reach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class DebtorsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @Autowired
    Companies companies;

    @Autowired
    Debtors debtors;

    @Autowired
    UnpaidInvoices invoices;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private Ledger ledger() {
        return new Ledger(jdbc, transaction);
    }

    @Test
    void a_payment_linked_today_but_booked_last_week_reduces_last_weeks_balance() {
        TestCompany.found(companies).actor().run(() -> {
            var daugava = ledger().customer("Daugava");
            var invoice = ledger().invoice(daugava, "RK-1", TODAY.minusDays(60), TODAY.minusDays(30), "100.00");
            ledger().paid(invoice, TODAY.minusDays(7), "40.00");
            assertThat(unpaid(daugava, TODAY)).isEqualTo("60.00 EUR");
            assertThat(unpaid(daugava, TODAY.minusDays(7))).isEqualTo("60.00 EUR");
            assertThat(unpaid(daugava, TODAY.minusDays(8))).isEqualTo("100.00 EUR");
            assertThat(unpaid(daugava, TODAY.minusDays(61))).isEmpty();
        });
    }

    @Test
    void each_currency_has_its_own_line_and_its_own_sum() {
        TestCompany.found(companies).actor().run(() -> {
            var praha = ledger().customer("Praha");
            ledger().invoice(praha, "RK-1", TODAY.minusDays(40), TODAY.minusDays(20), "100.00", "EUR");
            ledger().invoice(praha, "RK-2", TODAY.minusDays(4), TODAY.plusDays(10), "2500.00", "CZK");
            var list = debtors.list(TODAY, DebtorFilter.ALL, DebtorOrder.USUAL, 0, 100);
            assertThat(list.rows())
                    .extracting(d -> d.unpaid() + " of which overdue " + d.overdue())
                    .containsExactly("100.00 EUR of which overdue 100.00 EUR", "2500.00 CZK of which overdue 0.00 CZK");
            assertThat(list.sums())
                    .extracting(s -> s.ageing().unpaid().toString())
                    .containsExactly("2500.00 CZK", "100.00 EUR");
            assertThat(debtors.customers(TODAY, DebtorFilter.ALL.onlyOverdue())).containsExactly(praha);
        });
    }

    @Test
    void who_cannot_be_reminded_is_told_apart_from_who_should_not_be() {
        TestCompany.found(companies).actor().run(() -> {
            var silent = ledger().customer("Silent", "");
            var contact = ledger().customer("By contact", "");
            var off = ledger().customer("Off");
            for (var customer : List.of(silent, contact, off)) {
                ledger().invoice(customer, "RK-" + customer.value(), TODAY.minusDays(40), TODAY.minusDays(20), "10.00");
            }
            ledger().change("""
                    INSERT INTO contact (company_id, customer_id, name, email, remind_by_email)
                    VALUES (current_company(), %d, 'Jana', 'jana@contact.example', true)""".formatted(contact.value()));
            ledger().change("UPDATE customer SET reminders_off = true, reminders_off_until = '2026-11-30' WHERE id = "
                    + off.value());
            assertThat(reach(TODAY))
                    .isEqualTo(Map.of(silent, Reach.NO_ADDRESS, contact, Reach.REACHABLE, off, Reach.OFF));
            assertThat(reach(LocalDate.of(2026, 12, 1)).get(off)).isEqualTo(Reach.REACHABLE);
        });
    }

    @Test
    void the_sums_are_of_the_whole_list_and_the_rows_of_the_window() {
        TestCompany.found(companies).actor().run(() -> {
            for (int i = 0; i < 25; i++) {
                var customer = ledger().customer("Customer " + i);
                ledger().invoice(customer, "RK-" + i, TODAY.minusDays(40), TODAY.minusDays(i), i + 1 + ".00");
            }
            var order = DebtorOrder.of("-unpaid");
            var second = debtors.list(TODAY, DebtorFilter.ALL, order, 10, 10);
            assertThat(second.rows())
                    .extracting(d -> d.unpaid().amount().intValue())
                    .containsExactly(15, 14, 13, 12, 11, 10, 9, 8, 7, 6);
            assertThat(second.size()).isEqualTo(25);
            assertThat(second.sums().getFirst().ageing().unpaid()).isEqualTo(Money.of("325.00", "EUR"));
            for (var column : DebtorOrder.Column.values()) {
                assertThat(debtors.list(TODAY, DebtorFilter.ALL, new DebtorOrder(column, false), 0, 30)
                                .rows())
                        .as("sorted by %s", column)
                        .hasSize(25);
            }
        });
    }

    @Test
    void an_account_manager_who_sees_their_own_customers_sees_no_others() {
        var company = TestCompany.found(companies);
        company.actor().run(() -> {
            var mine = ledger().customer("Mine");
            var theirs = ledger().customer("Theirs");
            for (var customer : List.of(mine, theirs)) {
                ledger().invoice(customer, "RK-" + customer.value(), TODAY.minusDays(40), TODAY.minusDays(20), "10.00");
            }
            ledger().change("UPDATE customer SET account_manager_id = %d WHERE id = %d"
                    .formatted(company.administrator().value(), mine.value()));
            assertThat(debtors.customers(TODAY, DebtorFilter.ALL)).containsExactlyInAnyOrder(mine, theirs);
            ledger().change("UPDATE membership SET own_customers_only = true WHERE company_id = current_company()");
            assertThat(debtors.customers(TODAY, DebtorFilter.ALL)).containsExactly(mine);
        });
    }

    @Test
    void a_search_takes_its_signs_literally_and_does_not_mind_capitals() {
        TestCompany.found(companies).actor().run(() -> {
            var customer = ledger().customer("100% Āboltiņš_SIA");
            ledger().invoice(customer, "RK-1", TODAY.minusDays(40), TODAY.minusDays(20), "10.00");
            for (var found : List.of("100%", "āboltiņš_", "  sia ")) {
                assertThat(debtors.customers(TODAY, searching(found))).as(found).containsExactly(customer);
            }
            assertThat(debtors.customers(TODAY, searching("1%S"))).isEmpty();
        });
    }

    /// The list of any date, against the same balance worked out invoice by invoice from the whole history.
    @Test
    void on_any_date_the_list_equals_the_balance_worked_out_from_the_whole_history() {
        for (long seed = 1; seed <= 12; seed++) {
            var random = new Random(seed);
            TestCompany.found(companies).actor().run(() -> {
                var history = History.random(random, ledger());
                for (int i = 0; i < 6; i++) {
                    var asOf = TODAY.minusDays(random.nextInt(220) - 20);
                    assertThat(listed(asOf)).as("as of %s", asOf).isEqualTo(history.balances(asOf));
                    assertThat(ofInvoices(history, asOf))
                            .as("invoices of %s", asOf)
                            .isEqualTo(history.balances(asOf));
                }
            });
        }
    }

    private Map<String, Ageing> listed(LocalDate asOf) {
        return debtors.all(asOf, DebtorFilter.ALL, DebtorOrder.USUAL).stream()
                .collect(Collectors.toMap(
                        d -> d.customer() + " " + d.currency(), Debtor::ageing, (a, b) -> a, TreeMap::new));
    }

    private Map<String, Ageing> ofInvoices(History history, LocalDate asOf) {
        var balances = new TreeMap<String, Ageing>();
        for (var customer : history.customers) {
            for (var invoice : invoices.of(customer, asOf)) {
                var currency = invoice.unpaid().currency();
                balances.merge(
                        customer + " " + currency,
                        Ageing.none(currency).plus(invoice.unpaid(), invoice.daysOverdue()),
                        (a, b) -> a.plus(invoice.unpaid(), invoice.daysOverdue()));
            }
        }
        return balances;
    }

    private record Sold(String number, CustomerId customer, LocalDate issued, LocalDate due, Money total) {}

    private record Paid(Sold what, LocalDate on, BigDecimal amount) {}

    private record History(List<CustomerId> customers, List<Sold> sold, List<Paid> paid) {
        static History random(Random random, Ledger ledger) {
            var history = new History(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (int c = 0; c < 4; c++) {
                history.customers.add(ledger.customer("Customer " + c));
            }
            for (int i = 0; i < 30; i++) {
                var customer = history.customers.get(random.nextInt(4));
                var issued = TODAY.minusDays(random.nextInt(200));
                var currency = random.nextInt(4) == 0 ? "CZK" : "EUR";
                var sold = new Sold(
                        "RK-" + i,
                        customer,
                        issued,
                        issued.plusDays(random.nextInt(45)),
                        new Money(BigDecimal.valueOf(1 + random.nextInt(100_000), 2), currency));
                var id = ledger.invoice(
                        customer,
                        "RK-" + i,
                        sold.issued,
                        sold.due,
                        sold.total.amount().toPlainString(),
                        currency);
                history.sold.add(sold);
                var left = sold.total.amount();
                for (int p = random.nextInt(4); p > 0 && left.signum() > 0; p--) {
                    var amount =
                            random.nextBoolean() ? left : left.min(BigDecimal.valueOf(1 + random.nextInt(30_000), 2));
                    var paid = new Paid(sold, issued.plusDays(random.nextInt(120) - 10), amount);
                    ledger.paid(id, paid.on, amount.toPlainString());
                    history.paid.add(paid);
                    left = left.subtract(amount);
                }
            }
            return history;
        }

        Map<String, Ageing> balances(LocalDate asOf) {
            var balances = new TreeMap<String, Ageing>();
            for (var s : sold) {
                var owed = s.total.minus(new Money(
                        paid.stream()
                                .filter(p -> p.what.equals(s) && !p.on.isAfter(asOf))
                                .map(Paid::amount)
                                .reduce(BigDecimal.ZERO, BigDecimal::add),
                        s.total.currency()));
                if (!s.issued.isAfter(asOf) && owed.isPositive()) {
                    var key = s.customer + " " + owed.currency();
                    var before = balances.getOrDefault(key, Ageing.none(owed.currency()));
                    balances.put(key, before.plus(owed, AgeingBucket.daysOverdue(s.due, asOf)));
                }
            }
            return balances;
        }
    }

    private Map<CustomerId, Reach> reach(LocalDate asOf) {
        return debtors.all(asOf, DebtorFilter.ALL, DebtorOrder.USUAL).stream()
                .collect(Collectors.toMap(Debtor::customer, Debtor::reach));
    }

    private String unpaid(CustomerId customer, LocalDate asOf) {
        return debtors.of(customer, asOf).stream()
                .map(d -> d.unpaid().toString())
                .collect(Collectors.joining());
    }

    private static DebtorFilter searching(String search) {
        return new DebtorFilter(
                false,
                search,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
