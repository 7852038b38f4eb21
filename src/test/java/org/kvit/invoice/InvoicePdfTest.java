package org.kvit.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kvit.base.LineTotals;
import org.kvit.base.Money;
import org.kvit.base.VatCategory;
import org.kvit.company.Iban;
import org.kvit.document.Labels;
import org.kvit.document.PdfRenderer;
import org.kvit.document.QrReader;
import org.kvit.document.SquareReader;
import org.kvit.document.VeraPdf;
import org.kvit.ui.LetterFormats;

class InvoicePdfTest {
    private static final InvoicePdf PDF = new InvoicePdf(new PdfRenderer());
    private static final String RF = "RF02RK202600017";

    @ParameterizedTest
    @MethodSource("org.kvit.invoice.Papers#languages")
    void in_each_language_it_is_an_archivable_accessible_file(String language) throws Exception {
        var lines = new ArrayList<>(Papers.lines(12));
        lines.add(Papers.line("Reiss", "100", VatCategory.REVERSE_CHARGE));
        lines.add(Papers.line("Export", "50", VatCategory.EXPORT));
        var total = LineTotals.of(lines, "EUR").total();
        var paid = Money.of("10", "EUR");
        var paper = Papers.paper(
                language, true, total, total.minus(paid), RF, lines, List.of(Papers.order(1), Papers.order(2)));
        var pdf = PDF.pdf(paper);
        assertThat(VeraPdf.violations(pdf)).isEmpty();
        assertThat(PDF.pdf(paper)).isEqualTo(pdf);
    }

    @Test
    void a_draft_and_one_without_lines_are_archivable_too() throws Exception {
        var total = Money.of("100", "EUR");
        var draft = PDF.pdf(Papers.paper("lv", false, total, total, "", List.of(), List.of()));
        assertThat(VeraPdf.violations(draft)).isEmpty();
        assertThat(text(draft)).contains("Melnraksts – vēl nav derīgs rēķins", "Melnraksts · Lapa 1 no 1", "100,00");
        assertThat(codes(draft)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("org.kvit.invoice.Papers#languages")
    void all_that_the_invoice_says_stands_on_it(String language) throws Exception {
        var lines = Papers.lines(12);
        var total = LineTotals.of(lines, "EUR").total();
        var open = total.minus(Money.of("33.33", "EUR"));
        var paper = Papers.paper(language, true, total, open, RF, lines, List.of(Papers.order(1)));
        var text = text(PDF.pdf(paper));
        var formats = new LetterFormats(language);
        var card = paper.customer();
        assertThat(text)
                .contains("RK-2026-00017", RF, "PO 77/1", "ORD-00001", "Kravu saņēma J. Kļaviņš.", "Paletes atdotas.")
                .contains("SIA Baltijas Ceļš", "40003012345", "LV40003012345", "Brīvības gatve 214", "Rīga, LV-1039")
                .contains(
                        card.name(),
                        card.vatNumber().orElseThrow(),
                        card.registrationNumber().orElseThrow())
                .contains(
                        card.postal().street().orElseThrow(),
                        card.postal().city().orElseThrow())
                .contains(plain(formats.date(Papers.ISSUED)), plain(formats.date(Papers.DUE)))
                .contains(plain(formats.money(total)), plain(formats.money(open)), "33" + decimal(language) + "33")
                .contains(Iban.spaced(Papers.EUROS.iban()), Iban.spaced(Papers.CROWNS.iban()), "BANKLV22");
        assertThat(text.indexOf("LV80")).isLessThan(text.indexOf("CZ65"));
        for (var line : lines) {
            assertThat(text.replaceAll("\\s+", " ")).contains(line.description());
            assertThat(text).contains(plain(formats.amount(line.net("EUR"))));
        }
        for (var vat : LineTotals.of(lines, "EUR").byRate()) {
            assertThat(text)
                    .contains(formats.number(vat.rate()) + " %")
                    .contains(plain(formats.amount(vat.net())), plain(formats.money(vat.amount())));
        }
        assertThat(text)
                .doesNotContain("{{")
                .doesNotContain(Labels.of("invoice", language).get("draft"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en|Reverse charge, Article 196 Directive 2006/112/EC",
                "lv|Nodokļa apgrieztā maksāšana, Direktīvas 2006/112/EK 196. pants",
                "et|Pöördmaksustamine, direktiivi 2006/112/EÜ artikkel 196",
                "cs|Daň odvede zákazník (přenesení daňové povinnosti), článek 196 směrnice 2006/112/ES",
                "sk|Prenesenie daňovej povinnosti, článok 196 smernice 2006/112/ES",
                "de|Reverse charge, Article 196 Directive 2006/112/EC"
            })
    void why_there_is_no_vat_is_said_as_the_law_wants_it(String language, String note) throws Exception {
        var paper = Papers.paper(language, "EUR", RF, List.of(Papers.line("Reiss", "100", VatCategory.REVERSE_CHARGE)));
        assertThat(text(PDF.pdf(paper)).replaceAll("\\s+", " ")).contains(note).doesNotContain("AE –");
    }

    @ParameterizedTest
    @MethodSource("org.kvit.invoice.Papers#languages")
    void each_reason_has_words_of_its_own(String language) {
        var labels = Labels.of("invoice", language);
        assertThat(labels.keySet()).isEqualTo(Labels.of("invoice", "en").keySet());
        for (var category : VatCategory.values()) {
            assertThat(labels.containsKey("note." + category.code())).isEqualTo(category.isExplained());
            assertThat(labels.containsKey("reason." + category.code())).isEqualTo(category.isExplained());
        }
    }

    /// The table's head stands on each page; the sums never stand alone; every page says which it is.
    @ParameterizedTest
    @ValueSource(ints = {1, 12, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 120})
    void a_long_table_breaks_well(int count) throws Exception {
        var lines = IntStream.rangeClosed(1, count)
                .mapToObj(i -> Papers.line("Transport no. " + i + ".", "1", "10", "21"))
                .toList();
        var pdf = PDF.pdf(Papers.paper("en", "EUR", RF, lines));
        var pages = pages(pdf);
        for (int i = 0; i < pages.size(); i++) {
            var page = pages.get(i);
            assertThat(page).contains("Page " + (i + 1) + " of " + pages.size());
            assertThat(page.contains("Transport no.")).isEqualTo(page.contains("Net amount, EUR"));
            if (page.contains("Total with VAT")) {
                assertThat(page).contains("Transport no. " + count + ".", "Total without VAT");
            }
        }
        assertThat(String.join("", pages).split("Transport no\\.", -1)).hasSize(count + 1);
    }

    @Test
    void a_euro_invoice_has_an_epc_code_of_what_is_open() throws Exception {
        var total = Money.of("121", "EUR");
        var paper = Papers.paper(
                "lv", true, total, Money.of("21.5", "EUR"), RF, List.of(Papers.line("x", "1", "100", "21")), List.of());
        assertThat(code(paper))
                .isEqualTo(String.join(
                        "\n",
                        "BCD",
                        "002",
                        "1",
                        "SCT",
                        "BANKLV22",
                        "SIA Baltijas Ceļš",
                        "LV80BANK0000435195001",
                        "EUR21.50",
                        "",
                        RF));
    }

    @Test
    void an_estonian_reference_goes_into_the_text_of_an_epc_code() throws Exception {
        var fields =
                code(Papers.paper("et", "EUR", "2026000176", Papers.lines(1))).split("\n", -1);
        assertThat(fields).hasSize(11);
        assertThat(fields[9]).isEmpty();
        assertThat(fields[10]).isEqualTo("RK-2026-00017, 2026000176");
    }

    @Test
    void a_crown_invoice_has_a_short_payment_descriptor_and_its_own_account_first() throws Exception {
        var paper = Papers.paper("cs", "CZK", "202600017", List.of(Papers.line("Jízda", "1", "1000", "21")));
        assertThat(code(paper).split("\\*"))
                .containsExactly(
                        "SPD",
                        "1.0",
                        "ACC:CZ6508000000192000145399+GIBACZPX",
                        "AM:1210.00",
                        "CC:CZK",
                        "X-VS:202600017",
                        "RN:SIA BALTIJAS CELS",
                        "MSG:RK-2026-00017");
        var text = text(PDF.pdf(paper));
        assertThat(text).contains("Variabilní symbol");
        assertThat(text.indexOf("CZ65")).isLessThan(text.indexOf("LV80"));
    }

    @Test
    void a_slovak_customer_pays_euros_by_square() throws Exception {
        var paper = Papers.paper("sk", "EUR", "202600017", List.of(Papers.line("Jazda", "1", "1000", "23")));
        var read = SquareReader.read(code(paper));
        assertThat(read.header()).containsExactly(0, 1, 0, 0);
        assertThat(read.fields())
                .containsExactly(
                        "",
                        "1",
                        "1",
                        "1230.00",
                        "EUR",
                        "",
                        "202600017",
                        "",
                        "",
                        "",
                        "RK-2026-00017",
                        "1",
                        "LV80BANK0000435195001",
                        "BANKLV22",
                        "0",
                        "0",
                        "SIA Baltijas Cels",
                        "",
                        "");
    }

    @Test
    void what_is_paid_or_in_a_currency_that_no_account_takes_has_no_code() throws Exception {
        var total = Money.of("121", "EUR");
        var lines = List.of(Papers.line("x", "1", "100", "21"));
        var paid = PDF.pdf(Papers.paper("en", true, total, Money.zero("EUR"), RF, lines, List.of()));
        assertThat(codes(paid)).isEmpty();
        assertThat(text(paid)).contains("Paid", "0.00 EUR").doesNotContain("How to pay");
        assertThat(codes(PDF.pdf(Papers.paper("en", "SEK", RF, lines)))).isEmpty();
    }

    @Test
    void its_file_name_is_plain() {
        assertThat(PDF.fileName(Papers.paper("lv", "EUR", RF, Papers.lines(1))))
                .isEqualTo("Rekins-RK-2026-00017-SIA-Rujienas-Dzervenite.pdf");
        var total = Money.of("1", "EUR");
        assertThat(PDF.fileName(Papers.paper("sk", false, total, total, "", List.of(), List.of())))
                .isEqualTo("Koncept-faktury-RK-2026-00017-Zilinske-tazke-klby-a-s.pdf");
    }

    private static String decimal(String language) {
        return language.equals("en") ? "." : ",";
    }

    private static String code(PrintedInvoice paper) throws Exception {
        var pdf = PDF.pdf(paper);
        assertThat(VeraPdf.violations(pdf)).isEmpty();
        return codes(pdf).orElseThrow();
    }

    private static Optional<String> codes(byte[] pdf) throws Exception {
        try (var document = Loader.loadPDF(pdf)) {
            var picture = new PDFRenderer(document).renderImageWithDPI(document.getNumberOfPages() - 1, 200);
            return Optional.of(QrReader.read(picture));
        } catch (com.google.zxing.NotFoundException e) {
            return Optional.empty();
        }
    }

    private static String text(byte[] pdf) throws Exception {
        return pages(pdf).stream().collect(Collectors.joining("\n"));
    }

    private static List<String> pages(byte[] pdf) throws Exception {
        try (var document = Loader.loadPDF(pdf)) {
            var pages = new ArrayList<String>();
            for (int i = 1; i <= document.getNumberOfPages(); i++) {
                var stripper = new PDFTextStripper();
                stripper.setStartPage(i);
                stripper.setEndPage(i);
                pages.add(plain(stripper.getText(document)));
            }
            return pages;
        }
    }

    private static String plain(String text) {
        return text.replace('\u00a0', ' ').replace('\u202f', ' ').replace('−', '–');
    }
}
