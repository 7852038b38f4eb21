package org.kvit.credit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kvit.base.LineTotals;
import org.kvit.base.Money;
import org.kvit.base.VatCategory;
import org.kvit.company.Company;
import org.kvit.customer.ClientCard;
import org.kvit.customer.CustomerId;
import org.kvit.document.Labels;
import org.kvit.document.PdfRenderer;
import org.kvit.document.VeraPdf;
import org.kvit.invoice.InvoiceId;
import org.kvit.invoice.InvoiceLine;
import org.kvit.invoice.InvoicePdf;
import org.kvit.ui.LetterFormats;

class CreditNotePdfTest {
    private static final CreditNotePdf PDF = new CreditNotePdf(new InvoicePdf(new PdfRenderer()));
    private static final LocalDate ISSUED = LocalDate.of(2026, 11, 20);
    private static final List<InvoiceLine> LINES = List.of(
            new InvoiceLine("Rīga–Praha", new BigDecimal("1.5"), new BigDecimal("123.45"), new BigDecimal("21")),
            new InvoiceLine("Atlaide", new BigDecimal("-1"), new BigDecimal("10"), new BigDecimal("21")),
            new InvoiceLine(
                    "Reiss", BigDecimal.ONE, new BigDecimal("100"), BigDecimal.ZERO, VatCategory.REVERSE_CHARGE));

    @ParameterizedTest
    @ValueSource(strings = {"en", "lv", "et", "cs", "sk"})
    void in_each_language_it_is_archivable_and_says_all_that_it_must(String language) throws Exception {
        var total = LineTotals.of(LINES, "EUR").total().minus(Money.of("0.01", "EUR"));
        var paper = paper(language, total, total, LINES);
        var pdf = PDF.pdf(paper);
        assertThat(VeraPdf.violations(pdf)).isEmpty();
        assertThat(PDF.pdf(paper)).isEqualTo(pdf);
        var formats = new LetterFormats(language);
        var labels = Labels.of("credit", language);
        assertThat(labels.keySet()).isEqualTo(Labels.of("credit", "en").keySet());
        assertThat(text(pdf))
                .contains(labels.get("title") + " KR-2026-00007", "RK-2026-00017", "SIA Dzērvenīte", "Bojāta prece")
                .contains(plain(formats.date(ISSUED)), plain(formats.date(ISSUED.minusDays(30))))
                .contains(labels.get("rounding"), labels.get("total"), plain(formats.money(total)))
                .contains(java.util.Objects.requireNonNull(
                                Labels.of("invoice", language).get("note.AE"))
                        .substring(0, 12))
                .doesNotContain("{", Labels.of("invoice", language).get("pay"));
        for (var line : LINES) {
            assertThat(text(pdf)).contains(line.description(), plain(formats.amount(line.net("EUR"))));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            100 | reduces what is owed on invoice RK-2026-00017 by 100.00 EUR.
            0   | Invoice RK-2026-00017 has been paid: 100.00 EUR stay on your account with us.
            40  | reduces what is owed on invoice RK-2026-00017 by 40.00 EUR; 60.00 EUR stay on your account with us.
            """)
    void what_becomes_of_the_money_is_said_in_a_sentence(String setOff, String sentence) throws Exception {
        var paper = paper("en", Money.of("100", "EUR"), Money.of(setOff, "EUR"), List.of());
        var pdf = PDF.pdf(paper);
        assertThat(VeraPdf.violations(pdf)).isEmpty();
        assertThat(text(pdf)).contains(sentence).doesNotContain("Rounding");
    }

    @Test
    void its_file_name_is_plain() {
        assertThat(PDF.fileName(paper("lv", Money.of("100", "EUR"), Money.of("100", "EUR"), List.of())))
                .isEqualTo("Kreditrekins-KR-2026-00007-SIA-Dzervenite.pdf");
    }

    private static PrintedCreditNote paper(String language, Money total, Money setOff, List<InvoiceLine> lines) {
        var blank = ClientCard.blank(Company.named("SIA Baltijas Ceļš", "LV"));
        var card = new ClientCard(
                "SIA Dzērvenīte",
                Optional.empty(),
                Optional.of("40003098765"),
                Optional.of("LV40003098765"),
                blank.postal(),
                language,
                "EUR",
                14,
                blank.settlement(),
                Optional.empty(),
                Optional.empty(),
                blank.main(),
                Optional.empty(),
                Optional.empty());
        var note = new CreditNote(
                new CreditNoteId(1),
                "KR-2026-00007",
                new CreditNote.Of(new InvoiceId(1), "RK-2026-00017", ISSUED.minusDays(30)),
                new CreditNote.Customer(new CustomerId(1), card.name(), language),
                ISSUED,
                total,
                lines.isEmpty()
                        ? Money.zero("EUR")
                        : total.minus(LineTotals.of(lines, "EUR").total()),
                setOff,
                total.minus(setOff),
                "Bojāta prece",
                Optional.empty(),
                Instant.EPOCH,
                Optional.empty());
        return new PrintedCreditNote(Company.named("SIA Baltijas Ceļš", "LV"), card, note, lines);
    }

    private static String text(byte[] pdf) throws Exception {
        try (var document = Loader.loadPDF(pdf)) {
            return plain(new PDFTextStripper().getText(document).replaceAll("\\s+", " "));
        }
    }

    private static String plain(String text) {
        return text.replace('\u00a0', ' ').replace('\u202f', ' ').replace('−', '–');
    }
}
