package org.kvit.reminder;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kvit.base.Words;
import org.kvit.document.FileName;
import org.kvit.document.Labels;
import org.kvit.document.PdfMerging;
import org.kvit.invoice.InvoiceId;
import org.kvit.invoice.InvoicePdf;
import org.kvit.invoice.PrintedInvoice;
import org.kvit.invoice.PrintedInvoices;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/// Copies of the invoices that go with a letter, as far as Kvit prints them: one that came from elsewhere with its
/// total only has none. What is too much for one e-mail stays behind, and the letter says so to us; the letter
/// itself goes.
@Component
class InvoiceCopies {
    private static final int MOST = 50;
    private static final Logger LOG = LoggerFactory.getLogger(InvoiceCopies.class);

    private final PrintedInvoices printed;
    private final InvoicePdf pdf;
    private final DataSize largest;

    InvoiceCopies(PrintedInvoices printed, InvoicePdf pdf, @Value("${kvit.mail.largest}") DataSize largest) {
        this.printed = printed;
        this.pdf = pdf;
        this.largest = largest;
    }

    record Copy(String fileName, byte[] bytes) {}

    /// @param note why there are none, or not all
    record Enclosed(List<Copy> copies, Optional<Words> note) {
        static final Enclosed NOTHING = new Enclosed(List.of(), Optional.empty());
    }

    /// What is to be printed for these letters.
    Map<InvoiceId, PrintedInvoice> wanted(Collection<ReminderPlan.Letter> letters) {
        return printed.of(letters.stream()
                .filter(letter -> letter.level().attach() != AttachedInvoices.NONE
                        && !letter.emails().isEmpty()
                        && letter.items().size() <= MOST)
                .flatMap(letter -> letter.items().stream())
                .map(OpenItem::id)
                .toList());
    }

    /// Knows no database: letters are made on every core.
    /// @param taken bytes of the e-mail that the letter itself needs
    Enclosed of(ReminderPlan.Letter letter, Map<InvoiceId, PrintedInvoice> known, long taken, String language) {
        var way = letter.level().attach();
        if (way == AttachedInvoices.NONE || letter.emails().isEmpty()) {
            return Enclosed.NOTHING;
        }
        if (letter.items().size() > MOST) {
            return new Enclosed(
                    List.of(),
                    Optional.of(
                            Words.of("reminder.note.manyCopies", letter.items().size(), MOST)));
        }
        var found = letter.items().stream()
                .flatMap(item -> Stream.ofNullable(known.get(item.id())))
                .toList();
        if (found.isEmpty()) {
            return new Enclosed(List.of(), Optional.of(Words.of("reminder.note.noCopies")));
        }
        List<Copy> copies;
        try {
            copies = copies(found, way, taken, letter, language);
        } catch (RuntimeException e) {
            LOG.error(
                    "Copies of invoices for a reminder of customer {} could not be made",
                    letter.to().customer().value(),
                    e);
            return new Enclosed(List.of(), Optional.of(Words.of("reminder.note.faultyCopies")));
        }
        if (copies.isEmpty()) {
            return new Enclosed(
                    List.of(), Optional.of(Words.of("reminder.note.largeCopies", (int) largest.toMegabytes())));
        }
        int lacking = letter.items().size() - found.size();
        return new Enclosed(
                copies,
                Optional.of(Words.of("reminder.note.someCopies", lacking)).filter(_ -> lacking > 0));
    }

    /// None if they are too much for one e-mail.
    private List<Copy> copies(
            List<PrintedInvoice> invoices,
            AttachedInvoices way,
            long taken,
            ReminderPlan.Letter letter,
            String language) {
        var copies = new ArrayList<Copy>();
        long size = taken;
        for (var invoice : invoices) {
            var copy = new Copy(pdf.fileName(invoice), pdf.pdf(invoice));
            size += copy.bytes().length;
            if (size > largest.toBytes()) {
                return List.of();
            }
            copies.add(copy);
        }
        if (way == AttachedInvoices.EACH || copies.size() == 1) {
            return copies;
        }
        var one = PdfMerging.of(copies.stream().map(Copy::bytes).toList());
        var name = FileName.pdf(
                Optional.ofNullable(Labels.of("charge", language).get("file")).orElseThrow(),
                letter.to().name());
        return taken + one.length > largest.toBytes() ? List.of() : List.of(new Copy(name, one));
    }
}
