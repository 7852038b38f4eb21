package org.kvit.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.customer.CustomerId;
import org.kvit.invoice.InvoiceId;
import org.springframework.beans.factory.annotation.Autowired;

class LeftoversTest extends Settled {
    @Autowired
    Leftovers leftovers;

    @Autowired
    Linking linking;

    @Autowired
    PayerAccounts accounts;

    private CustomerId anna;
    private PaymentId overpaid;

    @BeforeEach
    void somebody_overpaid_an_invoice_by_twelve_forty() {
        anna = bank.customer("Anna");
        long one = bank.invoice(anna, "A-1", "60.00");
        bank.delivers(new Camt().credit("1", "72.40", "Somebody", ACCOUNT, "Hello"));
        overpaid = newest();
        link(overpaid, wanted(one, "60.00"));
    }

    @Test
    void what_is_left_is_offered_on_the_customers_next_invoice_and_linked_by_one_click() {
        assertThat(find(overpaid).proposals()).isEmpty();
        long next = bank.invoice(anna, "A-2", "50.00");
        assertThat(find(overpaid).proposals()).singleElement().satisfies(p -> {
            assertThat(p.certainty()).isEqualTo("likely");
            assertThat(p.reason().key()).isEqualTo("payment.match.left");
            assertThat(p.links()).singleElement().satisfies(l -> assertThat(
                            l.amount().toString())
                    .isEqualTo("12.40 EUR"));
        });
        assertThat(run(() -> leftovers.offers(new InvoiceId(next))))
                .extracting(o -> o.offered().toString())
                .containsExactly("12.40 EUR");
        bank.company().actor().run(() -> links.useLeft(overpaid, next));
        assertThat(find(overpaid).unallocated().isZero()).isTrue();
        assertThat(find(overpaid).links()).hasSize(2);
        assertThat(open(next)).isEqualTo("37.6000");
        refused("payment.writeOff.nothingLeft", () -> bank.company().actor().run(() -> links.useLeft(overpaid, next)));
        assertThat(sound()).isEmpty();
    }

    @Test
    void it_goes_to_the_oldest_first_as_far_as_it_reaches() {
        bank.invoice(anna, "A-2", "10.00");
        bank.invoice(anna, "A-3", "50.00");
        var proposal = find(overpaid).proposals().getFirst();
        assertThat(proposal.links())
                .extracting(l -> l.number() + " " + l.amount())
                .containsExactly("A-2 10.00 EUR", "A-3 2.40 EUR");
        assertThat(find(overpaid).with(proposal)).hasSize(3);
    }

    @Test
    void it_is_never_linked_by_itself_nor_to_another_customer() {
        long next = bank.invoice(anna, "A-2", "12.40");
        long other = bank.invoice(bank.customer("Berta"), "B-1", "12.40");
        run(() -> linking.matchUnlinked());
        assertThat(open(next)).isEqualTo("12.4000");
        assertThat(run(() -> leftovers.offers(new InvoiceId(other)))).isEmpty();
    }

    @Test
    void the_matcher_proposes_for_the_rest_of_a_partly_linked_payment_too() {
        bank.delivers(new Camt().credit("2", "90.00", "Somebody", ACCOUNT, "RK-2026-00018"));
        var payment = newest();
        link(payment, wanted(bank.invoice(anna, "A-5", "30.00"), "30.00"));
        bank.invoice(bank.customer("Berta"), "RK-2026-00018", "60.00");
        run(() -> linking.matchUnlinked());
        assertThat(find(payment).proposals())
                .anySatisfy(p -> assertThat(p.links())
                        .extracting(l -> l.number() + " " + l.amount())
                        .containsExactly("RK-2026-00018 60.00 EUR"));
        assertThat(find(payment).links()).hasSize(1);
    }

    @Test
    void an_account_is_learnt_with_the_payment_and_taken_off_not_learnt_from_it_again() {
        assertThat(run(() -> accounts.of(anna))).singleElement().satisfies(k -> {
            assertThat(k.account()).isEqualTo(ACCOUNT);
            assertThat(k.from().orElseThrow().payment()).isEqualTo(overpaid);
            assertThat(k.by()).contains("Anna Ozola");
        });
        long id = run(() -> accounts.of(anna)).getFirst().id();
        bank.company().actor().run(() -> accounts.remove(anna, id));
        refused("payment.payerAccount.notFound", () -> bank.company().actor().run(() -> accounts.remove(anna, id)));
        long next = bank.invoice(anna, "A-2", "50.00");
        bank.company().actor().run(() -> links.useLeft(overpaid, next));
        assertThat(run(() -> accounts.of(anna))).isEmpty();
        assertThat(bank.rows("SELECT action FROM audit WHERE subject = 'payer_account' ORDER BY id"))
                .containsExactly("created", "deleted");
        bank.delivers(new Camt().credit("2", "5.00", "Somebody", ACCOUNT, "Hello"));
        link(newest(), wanted(next, "5.00"));
        assertThat(run(() -> accounts.of(anna))).hasSize(1);
    }

    @Test
    void an_account_can_be_written_down_by_hand_once_and_none_that_is_none() {
        run(() -> accounts.add(anna, "lv80 bank 0000 4351 95001"));
        refused("payment.payerAccount.known", () -> run(() -> accounts.add(anna, "LV80BANK0000435195001")));
        for (var bad : List.of("", "LV80BANK0000435195002", "abc", "<script>")) {
            refused("payment.payerAccount.bad", () -> run(() -> accounts.add(anna, bad)));
        }
        assertThat(run(() -> accounts.of(anna)).getLast().from()).isEmpty();
    }
}
