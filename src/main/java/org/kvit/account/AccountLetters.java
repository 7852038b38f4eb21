package org.kvit.account;

import com.samskivert.mustache.Template;
import java.time.ZoneOffset;
import org.kvit.document.FileName;
import org.kvit.document.Labels;
import org.kvit.document.PdfProperties;
import org.kvit.document.PdfRenderer;
import org.kvit.document.Templates;
import org.springframework.stereotype.Component;

/// Makes the letters: the PDF, and the e-mail that carries it. Pure: the same letter gives the same bytes.
@Component
public final class AccountLetters {
    private static final Template STATEMENT = Templates.markup(Labels.text("account/statement.html"));
    private static final Template RECONCILIATION = Templates.markup(Labels.text("account/reconciliation.html"));
    private static final Template MAIL_HTML = Templates.markup(Labels.text("account/mail.html"));
    private static final Template MAIL_TEXT = Templates.plain(Labels.text("account/mail.txt"));

    private final PdfRenderer renderer;

    public AccountLetters(PdfRenderer renderer) {
        this.renderer = renderer;
    }

    /// A4, PDF/A-3a and PDF/UA-1; the customer's address stands in the window of a DIN 5008 B envelope.
    public byte[] pdf(AccountLetter letter) {
        var writer = new AccountWriter(letter);
        var view = writer.view();
        var layout = writer.paper() == AccountPaper.STATEMENT ? STATEMENT : RECONCILIATION;
        return renderer.render(
                layout.execute(view),
                new PdfProperties(
                        view.title(),
                        view.description(),
                        view.sender().name(),
                        view.language(),
                        letter.today().atTime(12, 0).atOffset(ZoneOffset.UTC)));
    }

    /// Such as `Konta-izraksts-2026-11-23-SIA-Baltijas-Cels.pdf`: ASCII, at most 80 characters.
    public String fileName(AccountLetter letter) {
        var writer = new AccountWriter(letter);
        var date = switch (letter) {
            case AccountLetter.OfStatement s -> s.account().asOf();
            case AccountLetter.OfReconciliation r -> r.account().to();
        };
        return FileName.pdf(
                writer.label("file." + writer.paper().code()),
                date.toString(),
                letter.to().name());
    }

    public String language(AccountLetter letter) {
        return new AccountWriter(letter).language();
    }

    /// One line of text.
    public String subject(AccountLetter letter) {
        return new AccountWriter(letter).subject();
    }

    /// The e-mail's HTML part, without pictures or anything to load.
    public String html(AccountLetter letter) {
        return MAIL_HTML.execute(new AccountWriter(letter).view());
    }

    /// The e-mail's text part.
    public String text(AccountLetter letter) {
        return MAIL_TEXT.execute(new AccountWriter(letter).view()).strip().replaceAll("\n{3,}", "\n\n") + "\n";
    }
}
