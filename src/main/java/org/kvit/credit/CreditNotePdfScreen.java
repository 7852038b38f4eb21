package org.kvit.credit;

import org.kvit.ui.PdfAnswer;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// `/credit-notes/{id}/pdf` and `/api/v1/credit-notes/{id}/pdf`: a credit note on paper.
@RestController
class CreditNotePdfScreen {
    private final PrintedCreditNotes notes;
    private final CreditNotePdf pdf;

    CreditNotePdfScreen(PrintedCreditNotes notes, CreditNotePdf pdf) {
        this.notes = notes;
        this.pdf = pdf;
    }

    @GetMapping(path = "/credit-notes/{id}/pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> show(@PathVariable long id) {
        return file(id, ContentDisposition.inline());
    }

    @GetMapping(path = "/api/v1/credit-notes/{id}/pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> download(@PathVariable long id) {
        return file(id, ContentDisposition.attachment());
    }

    private ResponseEntity<byte[]> file(long id, ContentDisposition.Builder as) {
        var printed = notes.of(new CreditNoteId(id));
        return PdfAnswer.of(as, pdf.fileName(printed), pdf.pdf(printed));
    }
}
