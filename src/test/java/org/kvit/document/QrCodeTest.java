package org.kvit.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.time.OffsetDateTime;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;

class QrCodeTest {
    private static final String TEXT = "BCD\n002\n1\nSCT\n\nSIA Baltijas Ceļš\nLV80BANK0000435195001\nEUR1.00";

    @Test
    void a_code_reads_as_what_was_written() throws Exception {
        assertThat(QrReader.read(QrCode.of(TEXT))).isEqualTo(TEXT);
    }

    @Test
    void a_code_on_a_page_reads_as_what_was_written() throws Exception {
        var page = """
                <html lang="en"><head><style>body { font-family: 'Noto Sans' } .qr { width: 30mm; height: 30mm }</style></head>
                <body><h1>Pay</h1><div><object class="qr" data="%s" alt="Payment code"/></div></body></html>""".formatted(TEXT.replace("\n", "&#10;"));
        var pdf = new PdfRenderer()
                .render(page, new PdfProperties("t", "d", "a", "en", OffsetDateTime.parse("2026-11-23T10:15:30Z")));

        assertThat(VeraPdf.violations(pdf)).isEmpty();
        assertThat(QrReader.read(picture(pdf))).isEqualTo(TEXT);
    }

    @Test
    void too_long_a_text_is_refused() {
        assertThatThrownBy(() -> QrCode.of("x".repeat(3_000))).isInstanceOf(IllegalArgumentException.class);
    }

    private static BufferedImage picture(byte[] pdf) throws Exception {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFRenderer(document).renderImageWithDPI(0, 150);
        }
    }
}
