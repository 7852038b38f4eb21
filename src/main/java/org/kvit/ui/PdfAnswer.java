package org.kvit.ui;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// Answers a request with a PDF.
public final class PdfAnswer {
    private PdfAnswer() {}

    /// @param as inline, to be looked at, or an attachment, to be saved
    public static ResponseEntity<byte[]> of(ContentDisposition.Builder as, String fileName, byte[] pdf) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        as.filename(fileName).build().toString())
                .body(pdf);
    }
}
