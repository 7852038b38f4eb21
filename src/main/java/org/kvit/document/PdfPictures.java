package org.kvit.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/// A PDF of our own as pictures, to be looked at in any browser.
///
/// @param shown its first pages, each as a `data:` URI
/// @param pages how many it has
public record PdfPictures(List<String> shown, int pages) {
    private static final float DPI = 84;

    /// @param most so many pages are drawn; each takes some 50 ms and 2 MB
    public static PdfPictures of(byte[] pdf, int most) {
        try (var document = Loader.loadPDF(pdf)) {
            var renderer = new PDFRenderer(document);
            var shown = new ArrayList<String>();
            for (int page = 0; page < Math.min(most, document.getNumberOfPages()); page++) {
                var out = new ByteArrayOutputStream();
                ImageIO.write(renderer.renderImageWithDPI(page, DPI, ImageType.RGB), "png", out);
                shown.add("data:image/png;base64," + Base64.getEncoder().encodeToString(out.toByteArray()));
            }
            return new PdfPictures(List.copyOf(shown), document.getNumberOfPages());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
