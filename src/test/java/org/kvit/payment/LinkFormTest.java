package org.kvit.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.base.Words;

class LinkFormTest {
    private final Map<String, String[]> fields = new HashMap<>();
    private final List<String> ticked = new ArrayList<>();
    private final List<OpenInvoices.Candidate> candidates = new ArrayList<>();

    @Test
    void what_is_only_ticked_takes_the_money_oldest_first_as_far_as_it_reaches() {
        invoice(1, "60.00", 20);
        invoice(2, "60.00", 10);
        invoice(3, "60.00", 30);
        tick(1, "60.00", "60.00");
        tick(2, "60.00", "60.00");
        tick(3, "60.00", "60.00");
        assertThat(wanted("100.00")).containsExactly("2=60.00", "1=40.00");
    }

    @Test
    void a_typed_amount_comes_before_what_is_only_ticked() {
        invoice(1, "60.00", 10);
        invoice(2, "60.00", 20);
        tick(1, "60.00", "60.00");
        tick(2, "55.00", "60.00");
        assertThat(wanted("100.00")).containsExactly("2=55.00", "1=45.00");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            12.50     | 12.50
            12,5      | 12.5
            1 234,50  | 1234.50
            1234      | 1234
            """)
    void an_amount_is_read_as_people_write_it(String typed, String amount) {
        invoice(1, "2000.00", 10);
        tick(1, typed, "2000.00");
        assertThat(wanted("5000.00")).containsExactly("1=" + amount);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0
            -5
            much
            1,234
            1.2.3
            """)
    void what_is_no_amount_is_named(String typed) {
        invoice(1, "2000.00", 10);
        tick(1, typed, "2000.00");
        assertThatThrownBy(() -> wanted("5000.00"))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        r -> assertThat(r.faults().getFirst().field()).isEqualTo("amount-1"));
    }

    @Test
    void an_invoice_that_was_paid_meanwhile_is_not_dropped_silently() {
        tick(7, "60.00", "60.00");
        assertThatThrownBy(() -> wanted("100.00"))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        r -> assertThat(r.faults().getFirst().field()).isEqualTo("links"));
    }

    @Test
    void what_somebody_else_has_linked_meanwhile_is_kept_ticked() {
        tick(1, "60.00", "60.00");
        var form = LinkForm.of(fields).seeing(payment("100.00", "9", "40.00"), Locale.ENGLISH);
        assertThat(form.invoices()).containsExactlyInAnyOrder(1L, 9L);
        assertThat(form.amount(9, "")).isEqualTo("40.00");
        assertThat(form.seen()).isEqualTo("9=40.00");
    }

    private void invoice(long id, String open, int dueDay) {
        var money = Money.of(open, "EUR");
        candidates.add(new OpenInvoices.Candidate(
                id, "A-" + id, 1, "Anna", LocalDate.of(2026, 11, dueDay), money, money, true));
    }

    private void tick(long invoice, String amount, String offered) {
        ticked.add(Long.toString(invoice));
        fields.put("invoice", ticked.toArray(String[]::new));
        fields.put("amount-" + invoice, new String[] {amount});
        fields.put("offered-" + invoice, new String[] {offered});
    }

    private List<String> wanted(String amount) {
        return LinkForm.of(fields).wanted(payment(amount), candidates).stream()
                .map(w -> w.invoice() + "=" + w.amount().toPlainString())
                .toList();
    }

    private static Payment payment(String amount, String... link) {
        var links = link.length == 0
                ? List.<Payment.Link>of()
                : List.of(new Payment.Link(
                        Long.parseLong(link[0]),
                        "A-" + link[0],
                        "Anna",
                        Money.of(link[1], "EUR"),
                        false,
                        "hand",
                        Words.of("payment.byHand"),
                        Optional.empty()));
        var left = links.isEmpty()
                ? Money.of(amount, "EUR")
                : Money.of(amount, "EUR").minus(links.getFirst().amount());
        return new Payment(
                new PaymentId(1),
                Optional.empty(),
                LocalDate.of(2026, 11, 20),
                Money.of(amount, "EUR"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                left,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                links,
                List.of(),
                Payment.BankDetails.NONE);
    }
}
