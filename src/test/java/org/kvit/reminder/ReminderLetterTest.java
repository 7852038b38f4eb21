package org.kvit.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.PDFTextStripperByArea;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.kvit.document.Labels;
import org.kvit.document.PdfRenderer;
import org.kvit.document.VeraPdf;

/// Letters in nine languages, as paper and as e-mail.
class ReminderLetterTest {
    /// In points.
    private static final double MM = 72 / 25.4;

    private static final ReminderLetter LETTERS = new ReminderLetter(new PdfRenderer());

    @ParameterizedTest
    @MethodSource("org.kvit.reminder.Letters#languages")
    void a_letter_is_archivable_and_accessible_in_every_language(String language) throws Exception {
        var pdf = LETTERS.pdf(Letters.letter(language, LetterTone.FIRM, 3));

        assertThat(VeraPdf.violations(pdf)).isEmpty();
        assertThat(textOf(pdf))
                .contains(Letters.number(0), Letters.number(1), Letters.number(2), "Žanete Ķirsone")
                .contains(Labels.of("letter", language).get("pay"))
                .doesNotContain("?", "{", "[invoices]");
    }

    @ParameterizedTest
    @MethodSource("org.kvit.reminder.Letters#languages")
    void every_wording_says_what_it_should_for_one_invoice_and_for_several(String language) {
        for (var tone : LetterTone.values()) {
            for (int rows : List.of(1, 2)) {
                var letter = Letters.letter(language, tone, rows);
                assertThat(LETTERS.subject(letter))
                        .contains("SIA Baltijas Ceļš")
                        .doesNotContain("{", "  ");
                assertThat(LETTERS.text(letter))
                        .contains(Letters.number(0), "LV80 BANK 0000 4351 9500 1")
                        .doesNotContain("{", "[invoices]");
                assertThat(LETTERS.subject(letter).contains(Letters.number(0)))
                        .as("%s %s %s", language, tone, rows)
                        .isEqualTo(rows == 1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.kvit.reminder.Letters#languages")
    void every_language_has_all_wordings_and_labels_of_its_own(String language) {
        assertThat(Labels.of("letter", language).keySet())
                .isEqualTo(Labels.of("letter", "en").keySet());
        for (var key : BuiltInWording.KEYS) {
            var texts = BuiltInWording.texts(key, language);
            assertThat(texts.letter()).hasSizeGreaterThan(200);
            assertThat(texts.email()).hasSizeBetween(100, 800).contains(LetterTexts.INVOICES);
            if (!language.equals("en")) {
                assertThat(texts.letter())
                        .isNotEqualTo(BuiltInWording.texts(key, "en").letter());
            }
        }
        assertThat(BuiltInWording.texts("final", language).letter()).contains("{{payBy}}", "{{total}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | 1,011.10 EUR | 22 Nov 2026
            lv | 1 011,10 EUR | 22.11.2026
            et | 1 011,10 EUR | 22.11.2026
            lt | 1 011,10 EUR | 2026-11-22
            cs | 1 011,10 EUR | 22. 11. 2026
            sk | 1 011,10 EUR | 22. 11. 2026
            pl | 1 011,10 EUR | 22.11.2026
            de | 1.011,10 EUR | 22.11.2026
            ru | 1 011,10 EUR | 22.11.2026
            """)
    void dates_and_amounts_are_written_as_the_language_does(String language, String amount, String date) {
        var letter = Letters.letter(language, LetterTone.FRIENDLY, 2);
        assertThat(LETTERS.text(letter).replaceAll("[\\u00a0\\u202f]", " ")).contains(amount, date);
    }

    @Test
    void three_hundred_invoices_stand_over_several_pages_each_with_the_head_and_its_number() throws Exception {
        var rows =
                new ArrayList<>(IntStream.range(0, 298).mapToObj(Letters::row).toList());
        rows.add(Letters.row("CZ-1", "1000.00", "CZK", Optional.of("2026000171")));
        rows.add(Letters.row("CZ-2", "234.50", "CZK", Optional.of("2026000182")));
        var letter = Letters.letter("de", LetterTone.FINAL, rows);

        var pdf = LETTERS.pdf(letter);

        try (var document = Loader.loadPDF(pdf)) {
            int pages = document.getNumberOfPages();
            assertThat(pages).isGreaterThan(5);
            var stripper = new PDFTextStripper();
            for (int page = 1; page <= pages; page++) {
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                var text = stripper.getText(document);
                assertThat(text).contains("Seite " + page + " von " + pages);
                assertThat(text.contains("Rechnungsdatum"))
                        .as("the head on page %s; the last has no invoices", page)
                        .isEqualTo(page < pages);
            }
        }
        assertThat(lastPageOf(pdf))
                .as("how to pay and who signs stay together")
                .contains("Zahlungsangaben", "Mit freundlichen Grüßen");
        assertThat(textOf(pdf).replace('\u00a0', ' ')).contains("1.234,50 CZK", "Summe offen", "CZ-2", "2026000182");
        assertThat(LETTERS.html(letter)).contains("Die vollständige Liste").doesNotContain(">CZ-2<");
    }

    @Test
    void no_text_runs_into_the_payment_code() throws Exception {
        try (var document = Loader.loadPDF(LETTERS.pdf(Letters.letter("pl", LetterTone.FIRM, 4)))) {
            var code = new PDFTextStripperByArea();
            code.addRegion("code", new Rectangle2D.Double(156 * MM, 206 * MM, 27 * MM, 30 * MM));
            code.addRegion("beside", new Rectangle2D.Double(60 * MM, 206 * MM, 90 * MM, 36 * MM));
            code.extractRegions(document.getPage(0));
            assertThat(code.getTextForRegion("code")).isBlank();
            assertThat(code.getTextForRegion("beside")).contains("LV80 BANK", "RK-2026-01002");
        }
    }

    @Test
    void names_and_numbers_can_bring_no_markup_into_paper_or_mail() throws Exception {
        var evil = "<script>alert(1)</script><img src=\"http://127.0.0.1:1/x\"/>\u0001 & Co";
        var letter = Letters.to(
                new LetterModel.Recipient(evil, List.of("\"'><object data=\"file:///etc/passwd\"/>")),
                Letters.letter(
                        "en",
                        LetterTone.FIRM,
                        List.of(Letters.row("<iframe src=x>", "1.00", "EUR", Optional.of("</td><b>")))));
        var named = letter.worded(new LetterTexts(
                        "{{customer}}",
                        "Dear {{customer}}\n\n<b>{{number}}</b>\n\n[invoices]",
                        "{{customer}}",
                        "Dear {{customer}}\n\n[invoices]\n\n{{number}}")
                .wording());

        assertThat(textOf(LETTERS.pdf(named))).contains("<script>alert(1)</script>", "<iframe src=x>");
        assertThat(LETTERS.html(named))
                .contains("&lt;script&gt;", "&lt;b&gt;&lt;iframe src=x&gt;&lt;/b&gt;")
                .doesNotContain("<script", "<img", "<iframe", "<object", "\u0001");
    }

    @Test
    void a_subject_stays_one_line_whatever_the_names_in_it_say() {
        var letter = Letters.to(
                new LetterModel.Recipient(
                        "Evil\r\nBcc: all@customers.example\u2028x\u0000" + "y".repeat(400), List.of()),
                Letters.letter("en", LetterTone.FIRM, 1));
        var subject =
                LETTERS.subject(letter.worded(new LetterTexts("To {{customer}}", "x", "x", "x\n[invoices]").wording()));
        assertThat(subject).startsWith("To Evil Bcc: all@customers.example x y").hasSize(300);
        assertThat(subject.chars().noneMatch(Character::isISOControl)).isTrue();
    }

    @Test
    void a_name_cannot_begin_a_paragraph_or_a_line_of_its_own() {
        var letter = Letters.to(
                new LetterModel.Recipient("Evil\n\nYour account is now LV00", List.of()),
                Letters.letter("en", LetterTone.FIRM, 1));
        var texts = new LetterTexts("x", "Dear {{customer}}!", "x", "x\n[invoices]");
        assertThat(LETTERS.text(letter.worded(texts.wording()))).startsWith("Dear Evil Your account is now LV00!\n\n");
    }

    @Test
    void an_email_without_the_table_leaves_it_to_the_letter() {
        var letter = Letters.letter("en", LetterTone.FIRM, 2)
                .worded(new LetterTexts("x", "Please see https://ours.example/pay?a=1&b=2.", "x", "x\n[invoices]")
                        .wording());
        assertThat(LETTERS.text(letter)).doesNotContain(Letters.number(1) + " ", "Open amount");
        assertThat(LETTERS.html(letter))
                .contains("<a href=\"https://ours.example/pay?a=1&amp;b=2\">")
                .doesNotContain("<thead>");
    }

    private static String lastPageOf(byte[] pdf) throws Exception {
        try (var document = Loader.loadPDF(pdf)) {
            var stripper = new PDFTextStripper();
            stripper.setStartPage(document.getNumberOfPages());
            return stripper.getText(document);
        }
    }

    private static String textOf(byte[] pdf) throws Exception {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
