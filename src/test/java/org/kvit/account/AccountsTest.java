package org.kvit.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kvit.TestCompany;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.customer.CustomerId;
import org.kvit.receivable.Debtor;
import org.kvit.receivable.Debtors;
import org.springframework.beans.factory.annotation.Autowired;

class AccountsTest extends AccountTest {
    @Autowired
    private OpenAccounts accounts;

    @Autowired
    private Reconciliations reconciliations;

    @Autowired
    private Parties parties;

    @Autowired
    private Debtors debtors;

    @Test
    void a_statement_lists_what_is_open_and_what_settles_nothing_yet() {
        var daugava = customer("Daugava");
        var first = invoice(daugava, "D-1", 60, "100.00");
        invoice(daugava, "D-2", 10, "50.00");
        company.actor().run(() -> ledger().paid(first, today.minusDays(5), "40.00"));
        paid(daugava, today.minusDays(3), "200.00", "BANK-7");
        var now = statement(daugava, today);
        assertThat(now.invoices()).extracting(AccountStatement.Open::number).containsExactly("D-1", "D-2");
        assertThat(now.invoices().getFirst().open()).isEqualTo(eur("60.00"));
        assertThat(now.invoices().getFirst().daysOverdue()).isEqualTo(46);
        assertThat(now.unused()).extracting(AccountStatement.Unused::document).containsExactly("BANK-7");
        assertThat(now.balances()).hasSize(1);
        var sums = now.balances().getFirst();
        assertThat(sums.ageing().unpaid()).isEqualTo(eur("110.00"));
        assertThat(sums.ageing().overdue()).isEqualTo(eur("60.00"));
        assertThat(sums.balance()).isEqualTo(eur("-90.00"));
        var before = statement(daugava, today.minusDays(6));
        assertThat(before.invoices().getFirst().open()).isEqualTo(eur("100.00"));
        assertThat(before.unused()).isEmpty();
        assertThat(statement(daugava, today.minusDays(61)).isEmpty()).isTrue();
    }

    @Test
    void an_act_shows_every_movement_of_the_period_between_two_balances() {
        var daugava = customer("Daugava");
        var first = invoice(daugava, "D-1", 60, "100.00");
        invoice(daugava, "D-2", 20, "50.00");
        company.actor().run(() -> ledger().paid(first, today.minusDays(15), "99.50"));
        change("""
                INSERT INTO write_off (company_id, invoice_id, amount, currency, written_on, kind)
                VALUES (current_company(), %d, 0.50, 'EUR', current_date - 12, 'rounding')
                """.formatted(first.value()));
        var payment = paid(daugava, today.minusDays(10), "80.00", "BANK-7");
        change("""
                INSERT INTO refund (company_id, payment_id, amount, refunded_on, reason)
                VALUES (current_company(), %d, 30, current_date - 9, 'Too much')
                """.formatted(payment));
        var act = act(daugava, today.minusDays(30), today);
        assertThat(act.accounts()).hasSize(1);
        var account = act.accounts().getFirst();
        assertThat(account.opening()).isEqualTo(eur("100.00"));
        assertThat(account.movements())
                .extracting(m -> m.kind().code() + " " + m.document() + " " + m.amount())
                .containsExactly(
                        "invoice D-2 50.00 EUR",
                        "payment  -99.50 EUR",
                        "write_off D-1 -0.50 EUR",
                        "payment BANK-7 -80.00 EUR",
                        "refund BANK-7 30.00 EUR");
        assertThat(account.debit()).isEqualTo(eur("80.00"));
        assertThat(account.credit()).isEqualTo(eur("180.00"));
        assertThat(account.closing()).isEqualTo(eur("0.00"));
        assertThat(act(daugava, today, today).isEmpty()).isTrue();
    }

    @Test
    void a_payment_for_two_customers_is_on_both_accounts_with_what_it_settles_of_each() {
        var daugava = customer("Daugava");
        var gauja = customer("Gauja");
        var ours = invoice(daugava, "D-1", 20, "100.00");
        var theirs = invoice(gauja, "G-1", 20, "70.00");
        var payment = paid(daugava, today.minusDays(1), "200.00", "BANK-9");
        link(payment, ours.value(), "100.00");
        link(payment, theirs.value(), "70.00");
        assertThat(act(daugava, today.minusDays(5), today).accounts().getFirst().credit())
                .isEqualTo(eur("130.00"));
        assertThat(act(gauja, today.minusDays(5), today).accounts().getFirst().credit())
                .isEqualTo(eur("70.00"));
        assertThat(statement(daugava, today).unused().getFirst().amount()).isEqualTo(eur("30.00"));
        assertThat(statement(gauja, today).isEmpty()).isTrue();
    }

    /// The balance ties to the debtors' list, and opening, movements and closing to each other, whatever happened.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatever_happened_balances_movements_and_open_items_agree_on_every_day(long seed) {
        var random = new Random(seed);
        var customers = Stream.of("A", "B", "C").map(this::customer).toList();
        company.actor()
                .run(() -> transaction.executeWithoutResult(_ -> new History(jdbc, random, customers).write(150)));
        company.actor().run(() -> {
            var debts = 0;
            var rests = 0;
            for (int n = 0; n < 12; n++) {
                var to = History.FIRST.plusDays(random.nextInt(History.DAYS + 40));
                var from = History.FIRST.plusDays(random.nextInt(to.getDayOfYear()));
                var all = accounts.of(customers, to);
                for (var customer : customers) {
                    var statement = Objects.requireNonNull(all.get(customer)).orElseThrow();
                    debts += statement.invoices().size();
                    rests += statement.unused().size();
                    var balances = new TreeMap<String, Money>();
                    statement.balances().forEach(b -> balances.put(b.currency(), b.balance()));
                    assertThat(closing(reconciliations.of(customer, from, to)))
                            .as("seed %d, customer %s from %s to %s", seed, customer, from, to)
                            .isEqualTo(withoutZeros(balances));
                    assertThat(opening(reconciliations.of(customer, from, to)))
                            .isEqualTo(closing(reconciliations.of(customer, History.FIRST, from.minusDays(1))));
                    assertThat(statement.balances().stream()
                                    .map(b -> b.ageing())
                                    .filter(a -> a.unpaid().isPositive())
                                    .toList())
                            .containsExactlyInAnyOrderElementsOf(debtors.of(customer, to).stream()
                                    .map(Debtor::ageing)
                                    .toList());
                }
            }
            assertThat(List.of(debts, rests)).allMatch(n -> n > 20);
        });
    }

    private static Map<String, Money> closing(Reconciliation act) {
        var all = new TreeMap<String, Money>();
        act.accounts().forEach(a -> all.put(a.currency(), a.closing()));
        return withoutZeros(all);
    }

    private static Map<String, Money> opening(Reconciliation act) {
        var all = new TreeMap<String, Money>();
        act.accounts().forEach(a -> all.put(a.currency(), a.opening()));
        return withoutZeros(all);
    }

    private static Map<String, Money> withoutZeros(Map<String, Money> balances) {
        balances.values().removeIf(Money::isZero);
        return balances;
    }

    @Test
    void an_account_of_more_lines_than_a_letter_holds_is_refused_by_name() {
        var daugava = customer("Daugava");
        change("""
                INSERT INTO invoice (company_id, number, customer_id, issue_date, due_date, currency, total)
                SELECT current_company(), 'D-' || n, %d, current_date - 5, current_date + 5, 'EUR', 1 FROM generate_series(1, %d) n
                """.formatted(daugava.value(), OpenAccounts.MOST + 1));
        assertThatThrownBy(() -> statement(daugava, today)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> act(daugava, today.minusDays(9), today)).isInstanceOf(Refusal.class);
        assertThat(act(daugava, today, today).accounts().getFirst().opening())
                .isEqualTo(eur(OpenAccounts.MOST + 1 + ".00"));
    }

    @Test
    void another_companys_customer_is_nobody() {
        var daugava = customer("Daugava");
        invoice(daugava, "D-1", 20, "100.00");
        var stranger = TestCompany.found(companies).actor();
        assertThatThrownBy(() -> stranger.run(() -> parties.find(daugava))).isInstanceOf(Refusal.class);
        assertThat(stranger.get(() -> accounts.of(daugava, today)).isEmpty()).isTrue();
        assertThat(stranger.get(() -> reconciliations.of(daugava, today.minusDays(90), today))
                        .isEmpty())
                .isTrue();
    }

    private AccountStatement statement(CustomerId customer, LocalDate asOf) {
        return company.actor().get(() -> accounts.of(customer, asOf));
    }

    private Reconciliation act(CustomerId customer, LocalDate from, LocalDate to) {
        return company.actor().get(() -> reconciliations.of(customer, from, to));
    }

    private long paid(CustomerId customer, LocalDate on, String amount, String reference) {
        return Long.parseLong(one("""
                INSERT INTO payment (company_id, booked_on, amount, currency, customer_id, bank_reference)
                VALUES (current_company(), '%s', %s, 'EUR', %d, '%s') RETURNING id
                """.formatted(on, amount, customer.value(), reference)));
    }

    private void link(long payment, long invoice, String amount) {
        change("""
                INSERT INTO allocation (company_id, invoice_id, payment_id, amount, paid_on, automatic, rule, reason)
                SELECT current_company(), %d, p.id, %s, p.booked_on, false, 'hand', '{"key": "payment.byHand", "args": []}'
                  FROM payment p WHERE p.company_id = current_company() AND p.id = %d
                """.formatted(invoice, amount, payment));
    }

    private static Money eur(String amount) {
        return Money.of(amount, "EUR");
    }
}
