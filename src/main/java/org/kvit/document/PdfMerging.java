package org.kvit.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.multipdf.PDFMergerUtility;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/// Puts several PDFs into one, page after page.
public final class PdfMerging {
    private PdfMerging() {}

    /// Letters for a printer that prints on both sides: each begins on an odd page, on a sheet of
    /// its own. For paper only: tags and the marks of PDF/A are left out. What was read lies in
    /// temporary files, not in memory.
    ///
    /// @param files at least one, each a PDF; taken one after the other
    /// @param into a file that is written anew
    public static void forBothSides(Iterator<byte[]> files, Path into) {
        try (var all = new PDDocument(IOUtils.createTempFileOnlyStreamCache())) {
            var merger = new PDFMergerUtility();
            while (files.hasNext()) {
                try (var one = Loader.loadPDF(files.next())) {
                    leaveOnlyPages(one);
                    if (all.getNumberOfPages() % 2 == 1) {
                        all.addPage(new PDPage(PDRectangle.A4));
                    }
                    merger.appendDocument(all, one);
                }
            }
            all.save(into.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void leaveOnlyPages(PDDocument document) {
        var catalog = document.getDocumentCatalog().getCOSObject();
        for (var entry :
                List.of("StructTreeRoot", "MarkInfo", "Metadata", "OutputIntents", "Names", "AF", "Outlines")) {
            catalog.removeItem(COSName.getPDFName(entry));
        }
        document.getPages().forEach(page -> page.getCOSObject().removeItem(COSName.getPDFName("StructParents")));
    }

    /// @param files at least one, each a PDF; the caller bounds them: all are in memory at once
    public static byte[] of(List<byte[]> files) {
        var merger = new PDFMergerUtility();
        var out = new ByteArrayOutputStream(
                files.stream().mapToInt(file -> file.length).sum());
        files.forEach(file -> merger.addSource(new RandomAccessReadBuffer(file)));
        merger.setDestinationStream(out);
        try {
            merger.mergeDocuments(IOUtils.createMemoryOnlyStreamCache());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
