package org.kvit.reminder;

import com.samskivert.mustache.Template;
import java.time.ZoneOffset;
import org.kvit.document.FileName;
import org.kvit.document.Labels;
import org.kvit.document.PdfProperties;
import org.kvit.document.PdfRenderer;
import org.kvit.document.Templates;
import org.springframework.stereotype.Component;

/// Makes a reminder letter: the PDF, and the e-mail that carries it. Pure: the same model gives the same
/// bytes.
@Component
public final class ReminderLetter {
    private static final Template PDF = Templates.markup(Labels.text("letter/letter.html"));
    private static final Template MAIL_HTML = Templates.markup(Labels.text("letter/mail.html"));
    private static final Template MAIL_TEXT = Templates.plain(Labels.text("letter/mail.txt"));

    private final PdfRenderer renderer;

    public ReminderLetter(PdfRenderer renderer) {
        this.renderer = renderer;
    }

    /// A4, PDF/A-3a and PDF/UA-1; the customer's address stands in the window of a DIN 5008 B envelope.
    byte[] pdf(LetterModel letter) {
        var page = page(letter);
        return renderer.render(page.xhtml(), page.properties());
    }

    /// What the PDF is made of.
    record Page(String xhtml, PdfProperties properties) {}

    Page page(LetterModel letter) {
        var view = new LetterWriter(letter).view();
        var properties = new PdfProperties(
                view.title(),
                view.description(),
                view.sender().name(),
                view.language(),
                letter.date().atTime(12, 0).atOffset(ZoneOffset.UTC));
        return new Page(PDF.execute(view), properties);
    }

    /// The e-mail's HTML part, without pictures or anything to load. Of a long letter it shows the first 40
    /// invoices and says where the others are.
    String html(LetterModel letter) {
        return MAIL_HTML.execute(new LetterWriter(letter).view());
    }

    /// The e-mail's text part, wrapped for programs that show it as it is.
    String text(LetterModel letter) {
        return LetterLines.wrapped(MAIL_TEXT.execute(new LetterWriter(letter).view()));
    }

    /// One line of text.
    String subject(LetterModel letter) {
        return new LetterWriter(letter).subject();
    }

    /// Such as `Atgadinajums-2026-11-23-SIA-Baltijas-Cels.pdf`: ASCII, at most 80 characters.
    String fileName(LetterModel letter) {
        return FileName.pdf(
                new LetterWriter(letter).label("file"),
                letter.date().toString(),
                letter.recipient().name());
    }
}
