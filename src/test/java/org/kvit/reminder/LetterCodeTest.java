package org.kvit.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;
import org.kvit.document.PdfRenderer;
import org.kvit.document.QrReader;

class LetterCodeTest {
    @Test
    void the_code_on_a_letter_has_each_field_on_a_line_of_its_own() throws Exception {
        var pdf = new ReminderLetter(new PdfRenderer()).pdf(Letters.letter("lv", LetterTone.ofLevel(1), 1));
        try (var document = Loader.loadPDF(pdf)) {
            assertThat(QrReader.read(new PDFRenderer(document).renderImageWithDPI(0, 200)))
                    .isEqualTo(
                            "BCD\n002\n1\nSCT\nBANKLV22\nSIA Baltijas Ceļš\nLV80BANK0000435195001\nEUR123.45\n\n\nRK-2026-01000");
        }
    }
}
