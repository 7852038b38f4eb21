package org.kvit.invoice;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Puts an invoice into words.
final class InvoiceWriter {
    private final PrintedInvoice printed;
    private final Invoice invoice;
    private final PaperWriter paper;

    InvoiceWriter(PrintedInvoice printed) {
        this.printed = printed;
        this.invoice = printed.invoice();
        this.paper = new PaperWriter(
                printed.company(), printed.customer(), invoice.total().currency());
    }

    String label(String name) {
        return paper.label(name);
    }

    InvoiceView view() {
        var title = label("title") + " " + invoice.number();
        return new InvoiceView(
                paper.language(),
                title,
                title + " – " + printed.customer().name(),
                paper.labels(),
                Optional.of(label("draft")).filter(_ -> !invoice.approved()),
                Optional.of(label("mark")).filter(_ -> !invoice.approved()),
                paper.sender(),
                paper.recipient(),
                paper.ids(),
                PaperWriter.facts(Stream.of(
                        paper.fact("issued", Optional.of(paper.formats().date(invoice.issueDate()))),
                        paper.fact("due", Optional.of(paper.formats().date(invoice.dueDate()))),
                        InvoicePayment.reference(printed, paper.labels()))),
                printed.orders().stream().map(this::order).toList(),
                List.of(),
                invoice.total().currency(),
                !printed.lines().isEmpty(),
                paper.rows(printed.lines(), printed.sum()),
                new InvoiceSums(printed, paper).list(),
                paper.legalNotes(printed.sum()).toList(),
                InvoicePayment.of(printed, paper.labels(), paper.formats()));
    }

    private InvoiceView.Order order(InvoicedOrder order) {
        return new InvoiceView.Order(
                order.number(),
                PaperWriter.facts(Stream.of(
                        paper.fact("yourReference", order.customerReference()),
                        paper.fact("loaded", order.loadedOn().map(paper.formats()::date)),
                        paper.fact("unloaded", order.unloadedOn().map(paper.formats()::date)))),
                Stream.concat(order.cargo().stream(), order.note().stream())
                        .flatMap(String::lines)
                        .toList());
    }
}
