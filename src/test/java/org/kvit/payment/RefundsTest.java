package org.kvit.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.base.Refusal;
import org.kvit.check.Invariants;
import org.kvit.company.Companies;
import org.kvit.job.Jobs;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class RefundsTest {
    /// Camt's debits go to this party.
    private static final String ACCOUNT = "LV97HABA0012345678910";

    @Autowired
    Companies companies;

    @Autowired
    Jobs jobs;

    @Autowired
    StatementImports imports;

    @Autowired
    Links links;

    @Autowired
    Linking linking;

    @Autowired
    Payments payments;

    @Autowired
    Refunds refunds;

    @Autowired
    Invariants invariants;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private Bank bank;
    private PaymentId payment;

    @BeforeEach
    void somebody_paid_a_hundred() {
        bank = new Bank(TestCompany.found(companies), jobs, imports, jdbc, transaction);
        bank.delivers(new Camt().credit("R1", "100.00", "Berta", ACCOUNT, "Hello"));
        payment = new PaymentId(bank.number("SELECT id::text FROM payment"));
    }

    @Test
    void what_is_given_back_is_not_left_any_more_and_undone_it_is_left_again() {
        long id = refund("30.00", Optional.empty());
        assertThat(find().unallocated().toString()).isEqualTo("70.00 EUR");
        assertThat(find().refunded().toString()).isEqualTo("30.00 EUR");
        assertThat(run(() -> refunds.of(payment))).singleElement().satisfies(r -> {
            assertThat(r.reason()).isEqualTo("paid twice");
            assertThat(r.by()).contains("Anna Ozola");
        });
        assertThat(sound()).isEmpty();
        bank.company().actor().run(() -> refunds.undo(payment, id));
        assertThat(find().unallocated().toString()).isEqualTo("100.00 EUR");
        refused("payment.refund.notFound", () -> bank.company().actor().run(() -> refunds.undo(payment, id)));
        assertThat(sound()).isEmpty();
    }

    @Test
    void the_banks_debit_to_the_payer_is_offered_once_and_lends_its_amount_and_date() {
        bank.delivers(new Camt()
                .on(LocalDate.of(2026, 11, 23))
                .debit("R2", "100.00")
                .debit("R3", "40.00")
                .debit("R4", "100.01"));
        assertThat(run(() -> refunds.debits(payment)))
                .extracting(d -> d.amount().toString())
                .containsExactly("100.00 EUR", "40.00 EUR");
        var debit = run(() -> refunds.debits(payment)).getFirst();
        run(() -> refunds.refund(
                payment,
                new Refunds.Wanted(
                        Optional.empty(), Optional.empty(), "paid twice", Optional.of(debit.entry()))));
        assertThat(run(() -> refunds.of(payment))).singleElement().satisfies(r -> {
            assertThat(r.on()).isEqualTo(LocalDate.of(2026, 11, 23));
            assertThat(r.amount().toString()).isEqualTo("100.00 EUR");
        });
        assertThat(run(() -> refunds.debits(payment))).isEmpty();
        assertThat(sound()).isEmpty();
    }

    @Test
    void a_debit_gives_one_payment_back_only_and_only_its_own_amount() {
        bank.delivers(new Camt()
                .on(LocalDate.of(2026, 11, 23))
                .debit("R2", "40.00")
                .credit("R5", "40.00", "Berta", ACCOUNT, "Again"));
        long entry = run(() -> refunds.debits(payment)).getFirst().entry();
        refused("payment.refund.otherAmount", () -> refund("39.00", Optional.of(entry)));
        refund("40.00", Optional.of(entry));
        refused("payment.refund.noDebit", () -> refund("40.00", Optional.of(entry)));
        var credit = bank.number("SELECT id::text FROM bank_entry WHERE credit LIMIT 1");
        refused("payment.refund.noDebit", () -> refund("40.00", Optional.of(credit)));
    }

    @Test
    void no_more_is_given_back_than_is_left_and_what_was_given_back_cannot_be_linked() {
        long one = bank.invoice(bank.customer("Berta"), "A-1", "60.00");
        bank.company().actor().run(() -> links.replace(payment, List.of(wanted(one, "60.00"))));
        refused("payment.refund.overPayment", () -> refund("100.01", Optional.empty()));
        refused("payment.refund.overLeft", () -> refund("40.01", Optional.empty()));
        refused("payment.refund.amount", () -> refund("0", Optional.empty()));
        refund("40.00", Optional.empty());
        assertThat(find().state()).isEqualTo(Payment.State.LINKED);
        long two = bank.invoice(bank.customer("Berta"), "A-2", "60.00");
        refused("payment.link.spent", () -> bank.company()
                .actor()
                .run(() -> links.replace(payment, List.of(wanted(one, "60.00"), wanted(two, "1.00")))));
        assertThat(sound()).isEmpty();
    }

    @Test
    void bad_dates_and_reasons_are_refused() {
        refused("payment.writeOff.date", () -> refundOn(LocalDate.of(2026, 11, 19), "because"));
        refused("payment.writeOff.date", () -> refundOn(LocalDate.of(2999, 1, 1), "because"));
        refused("payment.void.reason", () -> refundOn(LocalDate.of(2026, 11, 20), " "));
        assertThat(run(() -> refunds.of(payment))).isEmpty();
    }

    @Test
    void nothing_is_linked_by_itself_to_what_a_person_gave_back_in_part() {
        refund("40.00", Optional.empty());
        bank.invoice(bank.customer("Berta"), "RK-2026-00018", "60.00");
        run(() -> linking.matchUnlinked());
        assertThat(find().links()).isEmpty();
    }

    @Test
    void the_bank_does_not_take_back_what_was_given_back_already() {
        refund("100.00", Optional.empty());
        var answer =
                bank.delivers(new Camt().on(LocalDate.of(2026, 11, 21)).reversal("R1", "100.00", "Berta", ACCOUNT));
        assertThat(answer.warnings()).extracting(w -> w.key()).containsExactly("payment.statement.reversal");
        assertThat(find().voidedFor()).isEmpty();
        assertThat(sound()).isEmpty();
    }

    private long refund(String amount, Optional<Long> entry) {
        return run(() -> refunds.refund(
                payment,
                new Refunds.Wanted(Optional.of(new BigDecimal(amount)), Optional.empty(), "paid twice", entry)));
    }

    private void refundOn(LocalDate date, String reason) {
        run(() -> refunds.refund(
                payment,
                new Refunds.Wanted(
                        Optional.of(BigDecimal.ONE), Optional.of(date), reason, Optional.empty())));
    }

    private static Links.Wanted wanted(long invoice, String amount) {
        return new Links.Wanted(invoice, new BigDecimal(amount));
    }

    private Payment find() {
        return run(() -> payments.find(payment));
    }

    private List<?> sound() {
        return run(invariants::broken);
    }

    private <T> T run(java.util.function.Supplier<T> work) {
        return bank.company().actor().get(work);
    }

    private static void refused(String key, ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOfSatisfying(Refusal.class, r -> {
            var keys = r.faults().isEmpty()
                    ? List.of(r.words().key())
                    : r.faults().stream().map(f -> f.words().key()).toList();
            assertThat(keys).contains(key);
        });
    }
}
