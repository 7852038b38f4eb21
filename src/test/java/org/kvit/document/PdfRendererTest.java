package org.kvit.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PdfRendererTest {
    private static final PdfProperties PROPERTIES = new PdfProperties(
            "Rēķins & „citāti“",
            "Par <ko> ir šis dokuments",
            "SIA \"Baltijas Ceļš\"",
            "lv",
            OffsetDateTime.parse("2026-11-23T10:15:30.5+02:00"));

    private final PdfRenderer renderer = new PdfRenderer();

    @Test
    void a_page_becomes_an_archivable_and_accessible_pdf() throws Exception {
        var pdf = renderer.render(page("<h1>Sveiki</h1><p>Teksts <b>treknrakstā</b></p>"), PROPERTIES);

        assertThat(VeraPdf.violations(pdf)).isEmpty();
    }

    @Test
    void the_validator_does_find_faults() throws Exception {
        var out = new ByteArrayOutputStream();
        try (var bare = new PDDocument()) {
            bare.addPage(new PDPage());
            bare.save(out);
        }

        assertThat(VeraPdf.violations(out.toByteArray())).isNotEmpty();
    }

    @Test
    void the_file_says_title_author_language_and_date() throws Exception {
        try (var pdf = Loader.loadPDF(renderer.render(page("<h1>Sveiki</h1>"), PROPERTIES))) {
            var about = pdf.getDocumentInformation();
            assertThat(about.getTitle()).isEqualTo("Rēķins & „citāti“");
            assertThat(about.getSubject()).isEqualTo("Par <ko> ir šis dokuments");
            assertThat(about.getAuthor()).isEqualTo("SIA \"Baltijas Ceļš\"");
            assertThat(about.getCreationDate().toInstant()).isEqualTo("2026-11-23T08:15:30Z");
            assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo("lv");
        }
    }

    @Test
    void the_same_page_gives_the_same_bytes() {
        var page = page("<h1>Sveiki</h1><table><tr><td>Ā</td><td>Ž</td></tr></table>");

        assertThat(renderer.render(page, PROPERTIES)).isEqualTo(new PdfRenderer().render(page, PROPERTIES));
        assertThat(renderer.render(page, PROPERTIES)).isNotEqualTo(renderer.render(page.replace("Ā", "Ē"), PROPERTIES));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "glāžšķūņa rūķīši ĀČĒĢĪĶĻŅŠŪŽ",
                "õäöüšž ÕÄÖÜŠŽ",
                "příliš žluťoučký kůň úpěl ďábelské ódy ŘŮŤĎŇ",
                "vyššia kŕdeľ šťastných ďatľov ŕĺľťďň",
                "ąčęėįšųūž ąćęłńóśźż äöüß åæø ñç ğışçö ŵŷ șț",
                "Перевозка грузов Ёё Її Єє Ґґ",
                "Ελληνικά: μεταφορές",
                "1 234,50 € £ ¥ Kč zł ₽ ₴ № 5 – — „a“ ‚b‘ «c» … • † ‰ ™ ©"
            })
    void what_is_written_can_be_read_again(String text) throws Exception {
        assertThat(textOf(renderer.render(page("<h1>" + text + "</h1><p><b>" + text + "</b></p>"), PROPERTIES)))
                .isEqualToIgnoringNewLines(text + text);
    }

    @Test
    void letters_that_our_fonts_lack_are_written_as_near_as_can_be() throws Exception {
        var decomposed = "Be\u0304rzins\u030c";
        var pdf = renderer.render(page("<h1>" + decomposed + " Nguyễn −5 ﬁ 東京 \uD83D\uDE9A.</h1>"), PROPERTIES);

        assertThat(textOf(pdf)).isEqualToIgnoringNewLines("Bērzinš Nguyen –5 fi ?? ?.");
        assertThat(VeraPdf.violations(pdf)).isEmpty();
    }

    @Test
    void text_without_a_font_of_ours_is_set_in_ours() throws Exception {
        var pdf = renderer.render(
                "<html lang=\"en\"><body><h1 style=\"font-family: Wingdings\">Ābols</h1></body></html>", PROPERTIES);

        assertThat(textOf(pdf)).isEqualToIgnoringNewLines("Ābols");
        assertThat(VeraPdf.violations(pdf)).isEmpty();
    }

    @Test
    void a_page_loads_nothing_from_the_network_or_from_files(@TempDir Path folder) throws Exception {
        var secret = Files.writeString(folder.resolve("secret.css"), "body { display: none }");
        var asked = new AtomicInteger();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            var there = "http://127.0.0.1:" + server.getAddress().getPort();
            var pdf = renderer.render("""
                    <html lang="en"><head>
                      <link rel="stylesheet" href="%2$s"/>
                      <link rel="stylesheet" href="%1$s/a.css"/>
                      <style>@import url(%1$s/b.css); @import url(%2$s);
                        @font-face { font-family: X; src: url(%1$s/c.ttf) }
                        body { background-image: url(%1$s/d.png); font-family: X, 'Noto Sans' }
                        li { list-style-image: url(%1$s/e.png) } p:before { content: url(%1$s/f.png) }</style>
                    </head><body><h1>Still here</h1><img src="%1$s/g.png" alt="g"/><img src="%2$s" alt="h"/>
                      <ul><li>x</li></ul><p>p</p><object data="%1$s/i.pdf" alt="i"/></body></html>
                    """.formatted(there, secret.toUri()), PROPERTIES);

            assertThat(textOf(pdf)).contains("Still here");
            assertThat(asked).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_page_cannot_name_a_file_through_an_entity() {
        var page = "<!DOCTYPE html [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><html><body><p>&x;</p></body></html>";

        assertThatThrownBy(() -> renderer.render(page, PROPERTIES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DOCTYPE");
    }

    @Test
    void what_is_not_well_formed_is_refused_with_its_place() {
        assertThatThrownBy(() -> renderer.render("<html><body><p>x</body></html>", PROPERTIES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lineNumber: 1; columnNumber: 19");
    }

    @Test
    void many_pages_at_once_do_not_disturb_each_other() throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            var jobs = IntStream.range(0, 60)
                    .mapToObj(i -> (Callable<String>) () ->
                            textOf(renderer.render(page("<h1>Nr. " + i + " " + letters(i) + "</h1>"), PROPERTIES)))
                    .toList();
            var texts = threads.invokeAll(jobs);
            for (int i = 0; i < texts.size(); i++) {
                assertThat(texts.get(i).get()).isEqualToIgnoringNewLines("Nr. " + i + " " + letters(i));
            }
        }
    }

    private static String letters(int from) {
        return new StringBuilder()
                .appendCodePoint(0x100 + from)
                .appendCodePoint(0x410 + from)
                .toString();
    }

    private static String page(String body) {
        return "<html lang=\"lv\"><head><style>body { font-family: 'Noto Sans' }</style></head><body>" + body
                + "</body></html>";
    }

    private static String textOf(byte[] pdf) throws Exception {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
