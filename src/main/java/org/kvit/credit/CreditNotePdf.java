package org.kvit.credit;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.kvit.document.FileName;
import org.kvit.document.Labels;
import org.kvit.invoice.InvoicePdf;
import org.kvit.invoice.InvoiceView;
import org.kvit.invoice.PaperWriter;
import org.springframework.stereotype.Component;

/// Makes a credit note's PDF, in the customer's language; it looks as an invoice does. Pure: the same
/// model gives the same bytes.
@Component
public final class CreditNotePdf {
    private final InvoicePdf paper;

    public CreditNotePdf(InvoicePdf paper) {
        this.paper = paper;
    }

    /// As [InvoicePdf#pdf].
    public byte[] pdf(PrintedCreditNote note) {
        return paper.pdf(new Writer(note).view(), note.note().issueDate());
    }

    /// Such as `Kreditrekins-KR-2026-00017-SIA-Baltijas-Cels.pdf`: ASCII, at most 80 characters.
    public String fileName(PrintedCreditNote note) {
        return FileName.pdf(
                new Writer(note).label("file"),
                note.note().number(),
                note.customer().name());
    }

    private static final class Writer {
        private final PrintedCreditNote printed;
        private final CreditNote note;
        private final PaperWriter paper;
        private final Map<String, String> labels;

        private Writer(PrintedCreditNote printed) {
            this.printed = printed;
            this.note = printed.note();
            this.paper = new PaperWriter(
                    printed.company(), printed.customer(), note.total().currency());
            this.labels = Labels.of("credit", paper.language());
        }

        private String label(String name) {
            return Objects.requireNonNull(labels.get(name), name);
        }

        private InvoiceView view() {
            var title = label("title") + " " + note.number();
            return new InvoiceView(
                    paper.language(),
                    title,
                    title + " – " + printed.customer().name(),
                    paper.labels(),
                    Optional.empty(),
                    Optional.empty(),
                    paper.sender(),
                    paper.recipient(),
                    paper.ids(),
                    facts(),
                    List.of(),
                    List.of(label("reason") + ": " + note.reason()),
                    note.total().currency(),
                    !printed.lines().isEmpty(),
                    paper.rows(printed.lines(), printed.sum()),
                    sums(),
                    Stream.concat(paper.legalNotes(printed.sum()), Stream.of(effect()))
                            .toList(),
                    Optional.empty());
        }

        /// The preceding invoice's number and date are EN 16931's BT-25 and BT-26.
        private List<InvoiceView.Fact> facts() {
            var formats = paper.formats();
            return List.of(
                    new InvoiceView.Fact(label("issued"), formats.date(note.issueDate())),
                    new InvoiceView.Fact(label("invoice"), note.invoice().number()),
                    new InvoiceView.Fact(
                            label("invoiceDate"), formats.date(note.invoice().issueDate())));
        }

        private List<InvoiceView.Sum> sums() {
            var formats = paper.formats();
            var rounding = Optional.of(note.rounding())
                    .filter(r -> !r.isZero())
                    .map(r -> new InvoiceView.Sum(label("rounding"), formats.money(r), false));
            return Stream.of(
                            printed.lines().isEmpty() ? Stream.<InvoiceView.Sum>empty() : paper.sums(printed.sum()),
                            rounding.stream(),
                            Stream.of(new InvoiceView.Sum(label("total"), formats.money(note.total()), true)))
                    .flatMap(sums -> sums)
                    .toList();
        }

        /// What became of the money when it was issued.
        private String effect() {
            var sentence = note.over().isZero() ? "reduces" : note.setOff().isZero() ? "stays" : "both";
            return label(sentence)
                    .replace("{invoice}", note.invoice().number())
                    .replace("{setOff}", paper.formats().money(note.setOff()))
                    .replace("{over}", paper.formats().money(note.over()));
        }
    }
}
