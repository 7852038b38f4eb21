package org.kvit.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kvit.base.Money;
import org.kvit.customer.CustomerId;
import org.kvit.document.PdfRenderer;
import org.kvit.interest.InterestTerms;
import org.kvit.interest.LateInterest;
import org.kvit.invoice.InvoiceId;

class LetterChargesTest {
    private static final LocalDate TODAY = LocalDate.of(2025, 9, 30);

    @Test
    void a_level_that_asks_for_nothing_beside_adds_nothing() {
        assertThat(charges(level(Map.of(), false), item(1, "2025-08-31", "1000.00", "EUR"))
                        .charges())
                .isEmpty();
    }

    @Test
    void interest_and_fee_stand_beside_the_principal_currency_by_currency() {
        var charges = charges(
                level(Map.of("EUR", new BigDecimal("40"), "USD", BigDecimal.ONE), true),
                item(1, "2025-08-31", "1000.00", "EUR"),
                item(2, "2025-09-20", "500.00", "EUR"),
                item(3, "2025-08-31", "100000", "JPY"));
        assertThat(charges.charges())
                .containsExactly(
                        new LetterModel.Charge(
                                Money.of("1500.00", "EUR"),
                                Optional.of(new LetterModel.Interest(Money.of("9.73", "EUR"), TODAY)),
                                Optional.of(Money.of("40.00", "EUR"))),
                        new LetterModel.Charge(
                                Money.of("100000", "JPY"),
                                Optional.of(new LetterModel.Interest(Money.of("834", "JPY"), TODAY)),
                                Optional.empty()));
        assertThat(charges.charges().getFirst().sum()).isEqualTo(Money.of("1549.73", "EUR"));
        assertThat(charges.interest())
                .containsOnly(
                        Map.entry(new InvoiceId(1), Money.of("8.34", "EUR")),
                        Map.entry(new InvoiceId(2), Money.of("1.39", "EUR")),
                        Map.entry(new InvoiceId(3), Money.of("834", "JPY")));
    }

    @Test
    void nothing_is_asked_beside_an_invoice_that_is_not_late_yet() {
        assertThat(charges(level(Map.of("EUR", BigDecimal.TEN), true), item(1, "2025-09-30", "1000.00", "EUR"))
                        .charges())
                .isEmpty();
    }

    @Test
    void what_was_paid_late_bore_interest_until_it_was_paid() {
        var item = item(1, "2025-08-31", "500.00", "EUR");
        var paid = Map.of(
                item.id(), List.of(new LateInterest.Payment(LocalDate.of(2025, 9, 10), new BigDecimal("500.00"))));
        var charges = LetterCharges.of(
                new ReminderPlan.Letter(Items.customer("a@b.example"), level(Map.of(), true), List.of(item)),
                paid,
                InterestTerms.legal("LV"),
                TODAY);
        assertThat(charges.interest()).containsOnly(Map.entry(item.id(), Money.of("5.56", "EUR")));
    }

    @Test
    void a_half_year_without_a_rate_is_named_and_not_charged() {
        var charges = LetterCharges.of(
                new ReminderPlan.Letter(
                        Items.customer("a@b.example"),
                        level(Map.of(), true),
                        List.of(item(1, "2025-12-01", "1000.00", "EUR"))),
                Map.of(),
                InterestTerms.legal("LV"),
                LocalDate.of(2026, 2, 1));
        assertThat(charges.charges().getFirst().interest())
                .contains(new LetterModel.Interest(Money.of("8.34", "EUR"), LocalDate.of(2025, 12, 31)));
        assertThat(charges.missing()).containsExactly(LocalDate.of(2026, 1, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "lv", "et", "cs", "sk"})
    void the_letter_says_it_on_paper_in_html_and_in_text_and_asks_to_pay_the_invoices_alone(String language)
            throws Exception {
        var letter = Letters.letter(language, LetterTone.ofLevel(2), 1)
                .charging(List.of(new LetterModel.Charge(
                        Money.of("123.45", "EUR"),
                        Optional.of(new LetterModel.Interest(Money.of("7.89", "EUR"), TODAY)),
                        Optional.of(Money.of("40.00", "EUR")))))
                .enclosing(true);
        var letters = new ReminderLetter(new PdfRenderer());
        var html = letters.html(letter);
        var text = letters.text(letter);
        for (var said : List.of(html, text, textOf(letters.pdf(letter)))) {
            assertThat(said.replace(',', '.')).contains("7.89", "40.00", "171.34", "123.45");
        }
        assertThat(LetterPayment.of(letter)).singleElement().satisfies(payment -> {
            assertThat(payment.amount()).isEqualTo(Money.of("123.45", "EUR"));
            assertThat(payment.code().orElseThrow()).contains("EUR123.45");
        });
        assertThat(text).doesNotContain("\n\n\n");
        assertThat(letters.html(letter.enclosing(false)).length()).isLessThan(html.length());
    }

    private static String textOf(byte[] pdf) throws Exception {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static LetterCharges charges(ReminderLevel level, OpenItem... items) {
        return LetterCharges.of(
                new ReminderPlan.Letter(Items.customer("a@b.example"), level, List.of(items)),
                Map.of(),
                InterestTerms.legal("LV"),
                TODAY);
    }

    private static ReminderLevel level(Map<String, BigDecimal> fees, boolean interest) {
        return new ReminderLevel(
                1,
                "First",
                1,
                OptionalInt.empty(),
                new Repeat.Once(),
                BigDecimal.ZERO,
                Map.of(),
                Set.of(Channel.EMAIL),
                "friendly",
                AttachedInvoices.NONE,
                fees,
                interest);
    }

    private static OpenItem item(long id, String due, String open, String currency) {
        var money = Money.of(open, currency);
        var day = LocalDate.parse(due);
        return new OpenItem(
                new InvoiceId(id),
                new CustomerId(1),
                "RK-" + id,
                day.minusDays(30),
                day,
                money,
                money,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }
}
