package org.kvit.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kvit.base.Money;
import org.kvit.company.Company;
import org.kvit.customer.CustomerId;
import org.kvit.document.PdfRenderer;
import org.kvit.document.VeraPdf;
import org.kvit.ui.LetterFormats;

class AccountLettersTest {
    private static final AccountLetters LETTERS = new AccountLetters(new PdfRenderer());
    private static final LocalDate DAY = LocalDate.of(2026, 11, 27);
    private static final CustomerId CUSTOMER = new CustomerId(1);

    @ParameterizedTest
    @ValueSource(strings = {"en", "lv", "et", "lt", "cs", "sk", "pl", "de", "ru"})
    void in_each_language_a_statement_is_archivable_and_says_all_that_it_must(String language) throws Exception {
        var letter = statement(language, 3);
        var pdf = LETTERS.pdf(letter);
        assertThat(VeraPdf.violations(pdf)).isEmpty();
        assertThat(LETTERS.pdf(letter)).isEqualTo(pdf);
        var labels = AccountWording.labels(language);
        var formats = new LetterFormats(language);
        assertThat(labels.keySet()).isEqualTo(AccountWording.labels("en").keySet());
        assertThat(text(pdf))
                .contains(
                        "RK-1",
                        "RK-3",
                        "KR-7",
                        plain(formats.date(DAY)),
                        plain(formats.money(Money.of("237.00", "EUR"))))
                .contains(labels.get("balance"), labels.get("overdue"), labels.get("favour"))
                .contains("LV80 BANK 0000 4351 9500 1")
                .doesNotContain("{", "null");
        assertThat(LETTERS.subject(letter)).contains("Baltic Freight SIA").doesNotContain("{", "\n");
        assertThat(LETTERS.fileName(letter)).matches("[A-Za-z-]+-2026-11-27-SIA-Dzerveni[a-z]+\\.pdf");
        assertThat(LETTERS.text(letter)).contains(labels.get("attached")).doesNotContain("{", "<");
        assertThat(LETTERS.html(letter)).contains("<html lang=\"" + language).doesNotContain("{{");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "lv", "et", "lt", "cs", "sk", "pl", "de", "ru"})
    void in_each_language_an_act_is_archivable_and_has_room_for_the_other_side(String language) throws Exception {
        var letter = act(language, 3);
        var pdf = LETTERS.pdf(letter);
        assertThat(VeraPdf.violations(pdf)).isEmpty();
        var labels = AccountWording.labels(language);
        assertThat(text(pdf))
                .contains("Baltic Freight SIA", "SIA Dzērvenīte", "40003000001", "40003000002")
                .contains(labels.get("turnover"), labels.get("signature"), labels.get("position"))
                .contains(labels.get("refund") + " BANK-7")
                .doesNotContain("{", "null");
    }

    @Test
    void what_no_letter_is_written_in_is_english() {
        assertThat(LETTERS.language(statement("fi", 1))).isEqualTo("en");
    }

    @Test
    void three_hundred_invoices_go_over_several_pages_with_the_head_on_each() throws Exception {
        var pdf = LETTERS.pdf(statement("lv", 300));
        try (var document = Loader.loadPDF(pdf)) {
            int pages = document.getNumberOfPages();
            assertThat(pages).isGreaterThan(5);
            var stripper = new PDFTextStripper();
            for (int page = 1; page < pages - 1; page++) {
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                assertThat(stripper.getText(document)).contains("Apmaksas termiņš", "Lapa " + page + " no " + pages);
            }
        }
    }

    @Test
    void an_account_with_nothing_on_it_says_so() throws Exception {
        var nothing = new AccountStatement(CUSTOMER, DAY, List.of(), List.of());
        var letter = new AccountLetter.OfStatement(company(), to("en"), DAY, nothing);
        assertThat(text(LETTERS.pdf(letter))).contains("nothing was open between us", "Nothing is open.");
        assertThat(VeraPdf.violations(LETTERS.pdf(letter))).isEmpty();
        var still = new Reconciliation(CUSTOMER, DAY, DAY, List.of());
        var act = new AccountLetter.OfReconciliation(company(), to("en"), DAY, still);
        assertThat(text(LETTERS.pdf(act))).contains("Nothing moved");
        assertThat(VeraPdf.violations(LETTERS.pdf(act))).isEmpty();
    }

    @Test
    void names_are_text_and_nothing_else() throws Exception {
        var to = new Party(
                CUSTOMER,
                "<b>{{company}} & Co</b>",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "LV",
                "en",
                List.of("a@a.example"),
                true);
        var letter = new AccountLetter.OfStatement(company(), to, DAY, account(1));
        assertThat(text(LETTERS.pdf(letter))).contains("<b>{{company}} & Co</b>");
        assertThat(LETTERS.html(letter)).doesNotContain("<b>{{");
    }

    private static AccountLetter statement(String language, int invoices) {
        return new AccountLetter.OfStatement(company(), to(language), DAY, account(invoices));
    }

    private static AccountStatement account(int invoices) {
        return new AccountStatement(
                CUSTOMER,
                DAY,
                IntStream.rangeClosed(1, invoices)
                        .mapToObj(n -> new AccountStatement.Open(
                                n,
                                "RK-" + n,
                                DAY.minusDays(20L * n),
                                DAY.minusDays(20L * n - 14),
                                20L * n - 14,
                                Money.of("120.00", "EUR"),
                                Money.of("99.00", "EUR"),
                                Optional.of("RF" + n)))
                        .toList(),
                List.of(
                        new AccountStatement.Unused(true, 1, "BANK-7", DAY.minusDays(2), Money.of("60.00", "EUR")),
                        new AccountStatement.Unused(false, 2, "KR-7", DAY.minusDays(1), Money.of("500.00", "CZK"))));
    }

    private static AccountLetter act(String language, int invoices) {
        var movements = IntStream.rangeClosed(1, invoices)
                .mapToObj(n -> new Reconciliation.Movement(
                        Reconciliation.Kind.INVOICE, DAY.minusDays(9), n, "RK-" + n, Money.of("100.00", "EUR")))
                .collect(java.util.stream.Collectors.toCollection(java.util.ArrayList::new));
        movements.add(new Reconciliation.Movement(
                Reconciliation.Kind.PAYMENT, DAY.minusDays(5), 1, "BANK-7", Money.of("-410.00", "EUR")));
        movements.add(new Reconciliation.Movement(
                Reconciliation.Kind.REFUND, DAY.minusDays(4), 1, "BANK-7", Money.of("10.00", "EUR")));
        var account = new Reconciliation(
                CUSTOMER,
                DAY.minusDays(30),
                DAY,
                List.of(
                        new Reconciliation.Account(Money.of("-20.00", "CZK"), List.of()),
                        new Reconciliation.Account(Money.of("250.00", "EUR"), movements)));
        return new AccountLetter.OfReconciliation(company(), to(language), DAY, account);
    }

    static Company company() {
        var named = Company.named("Baltic Freight SIA", "LV");
        return new Company(
                named.name(),
                Optional.of("40003000001"),
                Optional.of("LV40003000001"),
                Optional.of("Brīvības iela 1"),
                Optional.of("Rīga"),
                Optional.of("1001"),
                "LV",
                named.timeZone(),
                "EUR",
                "lv",
                Optional.of("info@baltic.example"),
                Optional.of("+371 6700 0000"),
                Optional.empty(),
                Optional.of("Anna Ozola"),
                3,
                4,
                named.references(),
                false,
                List.of(new Company.BankAccount(
                        "LV80BANK0000435195001", Optional.of("BANKLV22"), Optional.of("Banka"), Optional.empty())));
    }

    static Party to(String language) {
        return new Party(
                CUSTOMER,
                "SIA Dzērvenīte",
                Optional.of("40003000002"),
                Optional.of("LV40003000002"),
                Optional.of("Purva iela 2"),
                Optional.of("Jelgava"),
                Optional.of("3001"),
                "LV",
                language,
                List.of("info@dzervenite.example"),
                true);
    }

    private static String text(byte[] pdf) throws Exception {
        try (var document = Loader.loadPDF(pdf)) {
            return plain(new PDFTextStripper().getText(document));
        }
    }

    /// Without what only typesetting tells apart.
    private static String plain(String text) {
        return text.replaceAll("[\\s\\u00a0\\u202f]+", " ");
    }
}
