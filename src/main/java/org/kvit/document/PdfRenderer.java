package org.kvit.document;

import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.extend.impl.FSDefaultCacheStore;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceType;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfBoxFontResolver.FontGroup;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.CacheStore;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.springframework.stereotype.Component;
import org.w3c.dom.Document;

/// Renders XHTML with CSS 2.1 and paged media into PDF/A-3a that is also PDF/UA-1: tagged, with embedded
/// fonts, sRGB
/// and the language said. The only typeface is `Noto Sans`, regular and bold.
///
/// A page may hold pictures as `data:` URIs (PNG, JPEG) and QR codes ([QrCode]); everything else that a
/// page asks for
/// is refused and logged. Headings begin at `h1`; pictures and QR codes carry an `alt`.
@Component
public final class PdfRenderer {
    private static final byte[] COLOURS =
            ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    private static final int REGULAR = 400;
    private static final int BOLD = 700;

    private final ParsedStyles styles = new ParsedStyles();
    private final FSDefaultCacheStore fontMetrics = new FSDefaultCacheStore();
    private final PrintableText printable = PrintableText.ofOurType();

    static {
        XRLog.setLoggerImpl(new RendererLog());
    }

    /// @param xhtml a whole page, well-formed XML in UTF-8
    /// @return the file; the same arguments give the same bytes
    /// @throws IllegalArgumentException if the page is not well-formed
    public byte[] render(String xhtml, PdfProperties properties) {
        var page = Xhtml.parse(printable.of(xhtml));
        var thread = Thread.currentThread();
        var loader = thread.getContextClassLoader();
        // The library looks XML factories up anew for every document, through all of the program's jars, checking their
        // signatures: 60% of the time. The platform's loader finds the JDK's own factories at once.
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        var type = Type.take();
        try (var document = new PDDocument()) {
            document.setDocumentId(UUID.nameUUIDFromBytes(xhtml.getBytes(StandardCharsets.UTF_8))
                    .getMostSignificantBits());
            draw(page, type, document);
            PdfMetadata.write(properties, document);
            var out = new ByteArrayOutputStream(32_768);
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            type.giveBack();
            thread.setContextClassLoader(loader);
        }
    }

    private void draw(Document page, Type type, PDDocument document) throws IOException {
        var regular = embedded(type.regular(), document);
        var builder = new PdfRendererBuilder()
                .withW3cDocument(page, null)
                .usePDDocument(document)
                .usePdfVersion(1.7f)
                .usePdfUaAccessibility(true)
                .useColorProfile(COLOURS)
                .useNamespaceHandler(styles)
                .useCacheStore(CacheStore.PDF_FONT_METRICS, fontMetrics)
                .useObjectDrawerFactory(new QrDrawing())
                .useFont(regular, Type.FAMILY, REGULAR, FontStyle.NORMAL, true)
                .useFont(embedded(type.bold(), document), Type.FAMILY, BOLD, FontStyle.NORMAL, true);
        for (var moment : ExternalResourceControlPriority.values()) {
            builder.useExternalResourceAccessControl(PdfRenderer::mayLoad, moment);
        }
        try (var renderer = builder.buildPdfRenderer()) {
            var fonts = renderer.getFontResolver();
            fonts.addFont(regular, Type.FAMILY, REGULAR, IdentValue.NORMAL, true, FontGroup.FINAL_FALLBACK);
            renderer.createPDFWithoutClosing();
        }
    }

    private static PDFontSupplier embedded(TrueTypeFont font, PDDocument document) throws IOException {
        return new PDFontSupplier(PDType0Font.load(document, font, true));
    }

    private static boolean mayLoad(String uri, ExternalResourceType type) {
        return type == ExternalResourceType.IMAGE_RASTER
                && (uri.startsWith("data:image/png;base64,") || uri.startsWith("data:image/jpeg;base64,"));
    }
}
