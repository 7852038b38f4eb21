package org.kvit.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.multipdf.PDFMergerUtility;

/// Puts several PDFs into one, page after page.
public final class PdfMerging {
    private PdfMerging() {}

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
