package org.kvit.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.base.Refusal;
import org.kvit.customer.CustomerId;
import org.springframework.beans.factory.annotation.Autowired;

class PaymentPeriodsTest extends Settled {
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

    @Autowired
    PaymentPeriods periods;

    @Autowired
    PeriodWays ways;

    private CustomerId anna;
    private long one;

    @BeforeEach
    void an_account_and_an_invoice() {
        bank.rows("INSERT INTO bank_account (company_id, iban) VALUES (current_company(), '" + Camt.ACCOUNT
                + "') RETURNING id::text");
        anna = bank.customer("Anna");
        one = bank.invoice(anna, "RK-2026-00017", "60.00");
    }

    @Test
    void a_payment_by_hand_is_refused_in_a_month_that_comes_from_statements() {
        bank.delivers(new Camt().credit("1", "25.00", "Berta", ACCOUNT, "Hello"));
        var refusal = refused("payment.period.statements", () -> byHand(DAY));
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT);
        assertThat(refusal.words().args()).containsExactly("11/2026", Camt.ACCOUNT, 1, "25.00 EUR");
        assertThat(byHand(LocalDate.of(2026, 10, 31))).hasSize(1);
        assertThat(sound()).isEmpty();
    }

    @Test
    void a_file_is_refused_whole_for_one_month_that_is_made_by_hand_and_nothing_of_it_is_kept() {
        byHand(DAY);
        var file = new Camt()
                .on(LocalDate.of(2026, 10, 31))
                .credit("1", "25.00", "Berta", ACCOUNT, "Hello")
                .on(DAY)
                .credit("2", "25.00", "Berta", ACCOUNT, "Hello");
        var refusal = refused("payment.period.hand", () -> bank.delivers(file));
        assertThat(refusal.words().args()).containsExactly("11/2026", Camt.ACCOUNT, 1, "60.00 EUR", 1);
        for (var table : List.of("statement_file", "statement", "bank_entry")) {
            assertThat(bank.rows("SELECT count(*)::text FROM " + table)).containsExactly("0");
        }
        assertThat(sound()).isEmpty();
    }

    @Test
    void a_file_that_brings_nothing_new_into_that_month_is_welcome() {
        byHand(DAY);
        bank.delivers(new Camt().debit("1", "3.00"));
        bank.delivers(
                new Camt().on(LocalDate.of(2026, 10, 31)).credit("2", "25.00", "Berta", ACCOUNT, "Hello"));
        bank.delivers(new Camt()
                .on(LocalDate.of(2026, 10, 31))
                .credit("2", "25.00", "Berta", ACCOUNT, "Hello")
                .on(DAY)
                .debit("3", "4.00"));
        assertThat(bank.rows("SELECT count(*)::text FROM bank_entry")).containsExactly("3");
        assertThat(sound()).isEmpty();
    }

    @Test
    void account_reports_and_notifications_count_as_statements() {
        bank.delivers(new String(
                        new Camt()
                                .credit("1", "25.00", "Berta", ACCOUNT, "Hello")
                                .bytes(),
                        StandardCharsets.UTF_8)
                .replace("camt.053.001.08", "camt.054.001.08")
                .replace("BkToCstmrStmt", "BkToCstmrDbtCdtNtfctn")
                .replace("<Stmt>", "<Ntfctn>")
                .replace("</Stmt>", "</Ntfctn>")
                .getBytes(StandardCharsets.UTF_8));
        refused("payment.period.statements", () -> byHand(DAY));
    }

    @Test
    void another_account_is_another_period() {
        bank.delivers(new Camt().credit("1", "25.00", "Berta", ACCOUNT, "Hello"));
        bank.rows("INSERT INTO bank_account (company_id, iban) VALUES (current_company(), '" + ACCOUNT
                + "') RETURNING id::text");
        assertThat(run(() -> links.payByHand(List.of(one), ACCOUNT, DAY))).hasSize(1);
        assertThat(run(() -> periods.of(2026)))
                .extracting(p -> p.account() + " " + p.way().orElseThrow())
                .containsExactly(ACCOUNT + " HAND", Camt.ACCOUNT + " STATEMENTS");
    }

    @Test
    void switching_to_statements_takes_the_payments_by_hand_back_after_their_number_was_confirmed() {
        var made = byHand(DAY).getFirst();
        var refusal = refused("payment.period.confirm", () -> settle(PaymentWay.STATEMENTS, 0));
        assertThat(refusal.words().args()).contains(1, "60.00 EUR");
        settle(PaymentWay.STATEMENTS, 1);
        assertThat(find(made).voidedFor().orElseThrow().key()).isEqualTo("payment.void.period");
        assertThat(open(one)).isEqualTo("60.0000");
        refused("payment.period.fixedStatements", () -> byHand(DAY));
        bank.delivers(new Camt().credit("1", "60.00", "Anna", ACCOUNT, "RK-2026-00017"));
        assertThat(open(one)).isEqualTo("0.0000");
        assertThat(bank.rows("SELECT action FROM audit WHERE subject = 'payment_period'"))
                .containsExactly("created");
        assertThat(sound()).isEmpty();
    }

    @Test
    void switching_to_by_hand_waits_until_the_import_is_undone() {
        bank.delivers(new Camt().credit("1", "25.00", "Berta", ACCOUNT, "Hello"));
        refused("payment.period.undoImport", () -> settle(PaymentWay.HAND, 0));
    }

    @Test
    void a_month_can_be_settled_before_anything_is_there_and_let_go_again() {
        settle(PaymentWay.HAND, 0);
        refused(
                "payment.period.fixedHand",
                () -> bank.delivers(new Camt().credit("1", "25.00", "Berta", ACCOUNT, "Hello")));
        assertThat(run(() -> ways.settle(Camt.ACCOUNT, NOVEMBER, Optional.empty(), 0))
                        .way())
                .isEmpty();
        bank.delivers(new Camt().credit("1", "25.00", "Berta", ACCOUNT, "Hello"));
        assertThat(run(() -> periods.find(Camt.ACCOUNT, NOVEMBER)).way()).contains(PaymentWay.STATEMENTS);
    }

    @Test
    void statements_never_come_into_no_account_in_particular() {
        refused(
                "payment.period.nameless",
                () -> run(() -> ways.settle("", NOVEMBER, Optional.of(PaymentWay.STATEMENTS), 0)));
    }

    @Test
    void a_payment_that_was_given_back_keeps_its_month_by_hand() {
        byHand(DAY);
        bank.rows("DELETE FROM allocation RETURNING id::text");
        bank.rows("""
                INSERT INTO refund (company_id, payment_id, amount, refunded_on, reason)
                SELECT current_company(), id, 1, booked_on, 'paid twice' FROM payment RETURNING id::text
                """);
        refused("payment.void.refunded", () -> settle(PaymentWay.STATEMENTS, 1));
    }

    @Test
    void both_ways_at_once_cannot_slip_through() throws Exception {
        var works = List.<Callable<Object>>of(
                () -> byHand(DAY),
                () -> bank.delivers(new Camt().credit("1", "25.00", "Berta", ACCOUNT, "Hello")));
        try (var threads = Executors.newFixedThreadPool(2)) {
            var answers = threads.invokeAll(works);
            assertThat(answers.stream().filter(a -> a.state() == java.util.concurrent.Future.State.SUCCESS))
                    .hasSize(1);
        }
        assertThat(sound()).isEmpty();
    }

    @Test
    void no_account_named_is_the_only_one_that_statements_came_of() {
        bank.rows("DELETE FROM bank_account RETURNING iban");
        bank.delivers(
                new Camt().on(LocalDate.of(2026, 10, 31)).credit("2", "25.00", "Berta", ACCOUNT, "Hello"));
        assertThat(find(byHand(DAY).getFirst()).bankAccount()).contains(Camt.ACCOUNT);
    }

    private List<PaymentId> byHand(LocalDate date) {
        return run(() -> links.payByHand(List.of(one), "", date));
    }

    private void settle(PaymentWay way, int takenBack) {
        run(() -> ways.settle(Camt.ACCOUNT, NOVEMBER, Optional.of(way), takenBack));
    }
}
