package org.kvit.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.base.Words;

class LinkFormTest {
    private final Map<String, String[]> fields = new LinkedHashMap<>();
    private final List<String> ticked = new ArrayList<>();
    private final List<OpenInvoices.Candidate> candidates = new ArrayList<>();

    @Test
    void the_marked_take_the_money_oldest_first_as_far_as_it_reaches() {
        invoice(1, "60.00", 20);
        invoice(2, "60.00", 10);
        invoice(3, "60.00", 30);
        mark(1, 2, 3);
        var form = form().linking(payment("100.00"), candidates);
        assertThat(form.amounts()).containsExactlyInAnyOrderEntriesOf(Map.of(2L, "60.00", 1L, "40.00"));
        assertThat(form.marked()).containsExactly(3L);
    }

    @Test
    void what_is_linked_already_comes_before_what_is_marked() {
        invoice(1, "60.00", 10);
        invoice(2, "60.00", 20);
        amount(2, "55,00");
        mark(1);
        var form = form(Locale.of("lv")).linking(payment("100.00"), candidates);
        assertThat(form.amounts()).containsExactlyInAnyOrderEntriesOf(Map.of(2L, "55,00", 1L, "45,00"));
    }

    @Test
    void the_marked_links_are_taken_away_and_no_others() {
        amount(1, "60.00");
        amount(2, "40.00");
        mark(1, 3);
        assertThat(form().unlinking().amounts()).containsExactly(Map.entry(2L, "40.00"));
    }

    @Property
    void linking_never_takes_more_than_the_payment_or_than_an_invoice_has(
            @ForAll @IntRange(min = 1, max = 50_000) int cents,
            @ForAll @Size(max = 12) List<@IntRange(min = 1, max = 20_000) Integer> opens) {
        candidates.clear();
        ticked.clear();
        for (int i = 0; i < opens.size(); i++) {
            invoice(i + 1L, BigDecimal.valueOf(opens.get(i), 2).toPlainString(), 1 + i);
            mark(i + 1L);
        }
        var payment = payment(BigDecimal.valueOf(cents, 2).toPlainString());
        var wanted = form(Locale.of("cs")).linking(payment, candidates).wanted(payment, candidates);
        var sum = wanted.stream().map(Links.Wanted::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        int owed = opens.stream().mapToInt(Integer::intValue).sum();
        assertThat(sum).isEqualByComparingTo(BigDecimal.valueOf(Math.min(cents, owed), 2));
        assertThat(wanted)
                .allSatisfy(w -> assertThat(w.amount())
                        .isLessThanOrEqualTo(
                                candidates.get((int) w.invoice() - 1).open().amount()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            12.50     | 12.50
            12,5      | 12.5
            1 234,50  | 1234.50
            1,234.50  | 1234.50
            1234      | 1234
            """)
    void an_amount_is_read_as_people_write_it(String typed, String amount) {
        invoice(1, "2000.00", 10);
        amount(1, typed);
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
        amount(1, typed);
        assertThatThrownBy(() -> wanted("5000.00"))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        r -> assertThat(r.faults().getFirst().field()).isEqualTo("amount-1"));
    }

    @Test
    void what_somebody_else_has_linked_meanwhile_is_there_too() {
        amount(1, "60.00");
        var form = form().seeing(payment("100.00", "9", "40.00"));
        assertThat(form.amounts()).containsExactly(Map.entry(9L, "40.00"), Map.entry(1L, "60.00"));
        assertThat(form.seen()).isEqualTo("9=40.00");
    }

    @Test
    void what_follows_a_proposal_bears_its_reason_and_nothing_else_does() {
        var why = Words.of("payment.match.payerSet", "Anna", "A-1, A-2");
        var proposal = new Payment.Proposal(
                1,
                "likely",
                "payerSet",
                why,
                List.of(
                        new Payment.ProposedLink(1, "A-1", Money.of("60.00", "EUR")),
                        new Payment.ProposedLink(2, "A-2", Money.of("40.00", "EUR"))));
        var payment = proposing(payment("110.00"), proposal);
        var whole = List.of(wanted(1, "60"), wanted(2, "40.00"), wanted(3, "10.00"));
        assertThat(ProposalReasons.of(payment, whole))
                .extracting(w -> w.why().rule())
                .containsExactly("payerSet", "payerSet", "hand");
        assertThat(ProposalReasons.of(payment, List.of(wanted(1, "60.00"), wanted(2, "39.00"))))
                .extracting(w -> w.why().rule())
                .containsExactly("hand", "hand");
    }

    private static Links.Wanted wanted(long invoice, String amount) {
        return new Links.Wanted(invoice, new BigDecimal(amount));
    }

    private void invoice(long id, String open, int dueDay) {
        var money = Money.of(open, "EUR");
        candidates.add(new OpenInvoices.Candidate(
                id, "A-" + id, 1, "Anna", LocalDate.of(2026, 11, dueDay), money, money, true));
    }

    private void mark(long... invoices) {
        for (long invoice : invoices) {
            ticked.add(Long.toString(invoice));
        }
    }

    private void amount(long invoice, String typed) {
        fields.put("amount-" + invoice, new String[] {typed});
    }

    private LinkForm form() {
        return form(Locale.ENGLISH);
    }

    private LinkForm form(Locale locale) {
        fields.put("mark", ticked.toArray(String[]::new));
        return LinkForm.of(fields, locale);
    }

    private List<String> wanted(String amount) {
        return form().wanted(payment(amount), candidates).stream()
                .map(w -> w.invoice() + "=" + w.amount().toPlainString())
                .toList();
    }

    private static Payment proposing(Payment p, Payment.Proposal proposal) {
        return new Payment(
                p.id(),
                p.bankAccount(),
                p.bookedOn(),
                p.amount(),
                p.payerName(),
                p.payerAccount(),
                p.reference(),
                p.text(),
                p.bankReference(),
                p.unallocated(),
                p.refunded(),
                p.writtenOff(),
                p.customer(),
                p.voidedFor(),
                p.flag(),
                p.statementFile(),
                p.links(),
                List.of(proposal),
                p.details());
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
                Money.zero("EUR"),
                Money.zero("EUR"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                links,
                List.of(),
                Payment.BankDetails.NONE);
    }
}
