package org.kvit.invoice;

import com.samskivert.mustache.Template;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.kvit.document.FileName;
import org.kvit.document.Labels;
import org.kvit.document.PdfProperties;
import org.kvit.document.PdfRenderer;
import org.kvit.document.Templates;
import org.springframework.stereotype.Component;

/// Makes an invoice's PDF, in the customer's language. Pure: the same model gives the same bytes.
@Component
public final class InvoicePdf {
    private static final Template LAYOUT = Templates.markup(Labels.text("invoice/invoice.html"));

    private final PdfRenderer renderer;

    public InvoicePdf(PdfRenderer renderer) {
        this.renderer = renderer;
    }

    /// A4, PDF/A-3a and PDF/UA-1; the customer's address stands in the window of a DIN 5008 B envelope.
    /// A draft says on every page that it is one.
    public byte[] pdf(PrintedInvoice invoice) {
        return pdf(new InvoiceWriter(invoice).view(), invoice.invoice().issueDate());
    }

    /// The same of a paper that looks as an invoice does. @param issued its date
    public byte[] pdf(InvoiceView view, LocalDate issued) {
        var properties = new PdfProperties(
                view.title(),
                view.description(),
                view.sender().name(),
                view.language(),
                issued.atTime(12, 0).atOffset(ZoneOffset.UTC));
        return renderer.render(LAYOUT.execute(view), properties);
    }

    /// Such as `Rekins-RK-2026-00017-SIA-Baltijas-Cels.pdf`: ASCII, at most 80 characters.
    public String fileName(PrintedInvoice invoice) {
        var kind = new InvoiceWriter(invoice).label(invoice.invoice().approved() ? "file" : "draftFile");
        return FileName.pdf(kind, invoice.invoice().number(), invoice.customer().name());
    }
}
