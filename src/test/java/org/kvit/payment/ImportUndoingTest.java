package org.kvit.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.base.Words;
import org.kvit.customer.CustomerId;
import org.kvit.invoice.InvoiceId;
import org.springframework.beans.factory.annotation.Autowired;

class ImportUndoingTest extends Settled {
    @Autowired
    ImportUndoing undoing;

    @Autowired
    Refunds refunds;

    @Autowired
    WriteOffs writeOffs;

    @Autowired
    WriteOffLimits limits;

    private CustomerId anna;
    private long one;

    @BeforeEach
    void an_invoice() {
        anna = bank.customer("Anna");
        one = bank.invoice(anna, "RK-2026-00017", "60.00");
    }

    @Test
    void all_that_a_file_brought_goes_and_the_same_file_comes_in_again() {
        var file = statement();
        bank.delivers(file);
        var other = newest();
        link(other, wanted(bank.invoice(anna, "A-2", "40.00"), "25.00"));
        var asked = ask();
        assertThat(List.of(asked.entries(), asked.payments(), asked.byHand(), asked.automatic()))
                .containsExactly(3, 2, 1, 1);
        undo();
        assertThat(open(one)).isEqualTo("60.0000");
        assertThat(find(other).voidedFor().orElseThrow().args()).containsExactly("s.xml");
        assertThat(bank.rows("SELECT count(*)::text FROM payer_account WHERE learnt_from = " + other.value()))
                .containsExactly("0");
        assertThat(sound()).isEmpty();
        var again = bank.delivers(file);
        assertThat(List.of(again.added(), again.duplicates(), again.linked())).containsExactly(3, 0, 1);
        assertThat(open(one)).isEqualTo("0.0000");
        assertThat(bank.rows("SELECT count(*)::text FROM bank_entry")).containsExactly("6");
        assertThat(sound()).isEmpty();
    }

    @Test
    void what_was_undone_says_by_whom_and_is_not_undone_twice() {
        bank.delivers(statement());
        long file = file();
        undo();
        assertThat(run(() -> undoing.of(file)).undone().orElseThrow().by()).contains("Anna Ozola");
        refused("payment.import.undone", () -> undo(file));
    }

    @Test
    void who_has_seen_something_else_is_asked_again() {
        bank.delivers(statement());
        refused("payment.import.meanwhile", () -> bank.company().actor().run(() -> undoing.undo(file(), "9-9-9-9")));
        assertThat(open(one)).isEqualTo("0.0000");
    }

    @Test
    void a_file_whose_entries_came_again_later_rests_under_that_one() {
        bank.delivers(statement());
        long first = file();
        bank.delivers(statement().credit("9", "7.00", "Zed", ACCOUNT, "New"));
        assertThat(run(() -> undoing.of(first)).rests())
                .containsExactly(Words.of("payment.import.rests.again", "s.xml", 3));
        refused("payment.import.rests", () -> undo(first));
        undo(file());
        undo(first);
        assertThat(open(one)).isEqualTo("60.0000");
        assertThat(sound()).isEmpty();
    }

    @Test
    void refunds_and_write_offs_rest_on_the_payments_of_a_file() {
        bank.delivers(statement());
        var other = newest();
        long refund = run(() -> refunds.refund(
                other,
                new Refunds.Wanted(
                        Optional.of(BigDecimal.ONE), Optional.empty(), "paid twice", Optional.empty())));
        assertThat(ask().rests()).containsExactly(Words.of("payment.import.rests.refunds", 1));
        bank.company().actor().run(() -> refunds.undo(other, refund));
        bank.company().actor().run(() -> limits.save(Map.of("EUR", BigDecimal.TEN)));
        long two = bank.invoice(anna, "A-2", "25.50");
        link(other, wanted(two, "25.00"));
        run(() -> writeOffs.writeOff(
                new InvoiceId(two),
                Optional.of(other),
                new WriteOff.Reason(WriteOff.Kind.BANK_FEE, ""),
                Optional.empty(),
                Optional.empty()));
        assertThat(ask().rests()).containsExactly(Words.of("payment.import.rests.writeOffs", 1));
        refused("payment.import.rests", this::undo);
    }

    @Test
    void a_refund_by_its_debit_entry_rests_on_a_file_too() {
        bank.delivers(new Camt().credit("1", "3.00", "Landlord", "LV97HABA0012345678910", "Hello"));
        var payment = newest();
        bank.delivers(new Camt().on(LocalDate.of(2026, 11, 23)).debit("2", "3.00"));
        long entry = run(() -> refunds.debits(payment)).getFirst().entry();
        run(() -> refunds.refund(
                payment,
                new Refunds.Wanted(Optional.empty(), Optional.empty(), "paid twice", Optional.of(entry))));
        assertThat(ask().rests()).containsExactly(Words.of("payment.import.rests.refunds", 1));
    }

    @Test
    void what_its_reversal_took_back_comes_back_with_its_links() {
        bank.delivers(statement());
        var paid = new PaymentId(bank.number("SELECT payment_id::text FROM allocation"));
        bank.delivers(new Camt().on(LocalDate.of(2026, 11, 21)).reversal("1", "60.00", "Anna", ACCOUNT));
        assertThat(open(one)).isEqualTo("60.0000");
        assertThat(ask().back()).isEqualTo(1);
        undo();
        assertThat(find(paid).voidedFor()).isEmpty();
        assertThat(find(paid).links()).singleElement().satisfies(l -> {
            assertThat(l.invoice()).isEqualTo(one);
            assertThat(l.automatic()).isTrue();
        });
        assertThat(open(one)).isEqualTo("0.0000");
        assertThat(sound()).isEmpty();
    }

    @Test
    void what_was_paid_otherwise_meanwhile_is_not_linked_again() {
        bank.delivers(statement());
        var paid = new PaymentId(bank.number("SELECT payment_id::text FROM allocation"));
        bank.delivers(new Camt().on(LocalDate.of(2026, 11, 21)).reversal("1", "60.00", "Anna", ACCOUNT));
        long reversal = file();
        bank.delivers(new Camt()
                .on(LocalDate.of(2026, 11, 22))
                .credit("5", "60.00", "Anna", ACCOUNT, "RK-2026-00017"));
        undo(reversal);
        assertThat(find(paid).voidedFor()).isEmpty();
        assertThat(find(paid).links()).isEmpty();
        assertThat(open(one)).isEqualTo("0.0000");
        assertThat(sound()).isEmpty();
    }

    @Test
    void a_reversal_finds_its_payment_again_when_the_undone_file_comes_again() {
        bank.delivers(statement());
        long first = file();
        bank.delivers(new Camt().on(LocalDate.of(2026, 11, 21)).reversal("1", "60.00", "Anna", ACCOUNT));
        undo(first);
        assertThat(sound()).isEmpty();
        bank.delivers(statement());
        assertThat(open(one)).isEqualTo("60.0000");
        assertThat(bank.rows("SELECT count(*)::text FROM payment WHERE void_entry_id IS NOT NULL"))
                .containsExactly("1");
        assertThat(sound()).isEmpty();
    }

    @Test
    void an_undone_reversal_takes_nothing_back_any_more() {
        bank.delivers(new Camt().on(LocalDate.of(2026, 11, 21)).reversal("1", "60.00", "Anna", ACCOUNT));
        undo();
        bank.delivers(statement());
        assertThat(open(one)).isEqualTo("0.0000");
        assertThat(sound()).isEmpty();
    }

    @Test
    void an_undone_statement_is_in_no_chain_of_balances() {
        bank.delivers(new Camt().on(LocalDate.of(2026, 11, 18)).balances("0.00", "5.00"));
        undo();
        assertThat(bank.delivers(new Camt().balances("7.00", "7.00")).warnings()).isEmpty();
    }

    private static Camt statement() {
        return new Camt()
                .credit("1", "60.00", "Anna", ACCOUNT, "RK-2026-00017")
                .debit("2", "3.00")
                .credit("3", "25.00", "Berta", "LV80BANK0000435195001", "Hello");
    }

    private long file() {
        return bank.number("SELECT max(id)::text FROM statement_file");
    }

    private ImportToUndo ask() {
        return run(() -> undoing.of(file()));
    }

    private void undo() {
        undo(file());
    }

    private void undo(long file) {
        bank.company()
                .actor()
                .run(() -> undoing.undo(file, undoing.of(file).seen()));
    }
}
