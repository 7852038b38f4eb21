package org.kvit.invoice;

import org.kvit.ui.PdfAnswer;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// `/invoices/{id}/pdf` and `/api/v1/invoices/{id}/pdf`: an invoice on paper, as it is now.
@RestController
class InvoicePdfScreen {
    private final PrintedInvoices invoices;
    private final InvoicePdf pdf;

    InvoicePdfScreen(PrintedInvoices invoices, InvoicePdf pdf) {
        this.invoices = invoices;
        this.pdf = pdf;
    }

    @GetMapping(path = "/invoices/{id}/pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> show(@PathVariable long id) {
        return file(id, ContentDisposition.inline());
    }

    @GetMapping(path = "/api/v1/invoices/{id}/pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> download(@PathVariable long id) {
        return file(id, ContentDisposition.attachment());
    }

    private ResponseEntity<byte[]> file(long id, ContentDisposition.Builder as) {
        var printed = invoices.of(new InvoiceId(id));
        return PdfAnswer.of(as, pdf.fileName(printed), pdf.pdf(printed));
    }
}
