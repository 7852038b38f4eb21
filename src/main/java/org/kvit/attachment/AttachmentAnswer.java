package org.kvit.attachment;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/// Answers a request with an attachment, as a stream. The browser is told what it may make of it:
/// nothing but a PDF or a picture is shown, as exactly that; all else is bytes to be saved, and no
/// script of any of them runs.
@Component
class AttachmentAnswer {
    /// Styles are for the page that a browser itself makes around a picture.
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox";
    /// Not in a sandbox: a browser's viewer of PDFs is a plug-in or a script of its own, which some
    /// browsers, Safari among them, start in no sandbox. No script of the PDF's own can reach the
    /// page or its cookies.
    private static final String PDF_POLICY =
            "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

    private final Attachments attachments;

    AttachmentAnswer(Attachments attachments) {
        this.attachments = attachments;
    }

    /// @param show whether the browser is to show it, if it is of a type that is shown
    void write(Attachment attachment, boolean show, HttpServletResponse response) throws IOException {
        boolean shown = show && attachment.type().isShown();
        boolean paper = shown && attachment.type() == FileType.PDF;
        try (var content = attachments.open(attachment)) {
            response.setContentType(shown ? attachment.type().mediaType() : "application/octet-stream");
            response.setContentLengthLong(attachment.size());
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Content-Security-Policy", paper ? PDF_POLICY : POLICY);
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    (shown ? ContentDisposition.inline() : ContentDisposition.attachment())
                            .filename(attachment.name(), StandardCharsets.UTF_8)
                            .build()
                            .toString());
            content.transferTo(response.getOutputStream());
        }
    }
}
