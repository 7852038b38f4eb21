package org.kvit.invoice;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kvit.base.Money;
import org.kvit.base.VatCategory;
import org.kvit.document.AddressLines;
import org.kvit.document.Labels;
import org.kvit.invoice.InvoiceView.Fact;
import org.kvit.ui.LetterFormats;

/// Puts an invoice into words.
final class InvoiceWriter {
    private final PrintedInvoice printed;
    private final Invoice invoice;
    private final String language;
    private final Map<String, String> labels;
    private final LetterFormats formats;

    InvoiceWriter(PrintedInvoice printed) {
        this.printed = printed;
        this.invoice = printed.invoice();
        this.language = Labels.language(printed.customer().language());
        this.labels = Labels.of("invoice", language);
        this.formats = new LetterFormats(language);
    }

    String label(String name) {
        return Optional.ofNullable(labels.get(name)).orElseThrow();
    }

    InvoiceView view() {
        var title = label("title") + " " + invoice.number();
        var explained = printed.sum().explained();
        return new InvoiceView(
                language,
                title,
                title + " – " + printed.customer().name(),
                labels,
                Optional.of(label("draft")).filter(_ -> !invoice.approved()),
                Optional.of(label("mark")).filter(_ -> !invoice.approved()),
                sender(),
                recipient(),
                facts(Stream.of(
                        fact("registration", printed.customer().registrationNumber()),
                        fact("vatNumber", printed.customer().vatNumber()))),
                facts(Stream.of(
                        fact("issued", Optional.of(formats.date(invoice.issueDate()))),
                        fact("due", Optional.of(formats.date(invoice.dueDate()))),
                        InvoicePayment.reference(printed, labels))),
                printed.orders().stream().map(this::order).toList(),
                invoice.total().currency(),
                !printed.lines().isEmpty(),
                IntStream.range(0, printed.lines().size())
                        .mapToObj(i -> row(i + 1, printed.lines().get(i), explained.size() > 1))
                        .toList(),
                new InvoiceSums(printed, labels, formats).list(),
                explained.stream()
                        .map(c -> (explained.size() > 1 ? c.code() + " – " : "") + label("note." + c.code()))
                        .toList(),
                InvoicePayment.of(printed, labels, formats));
    }

    private InvoiceView.Sender sender() {
        var c = printed.company();
        return new InvoiceView.Sender(
                c.name(),
                c.registrationNumber(),
                c.vatNumber(),
                AddressLines.of(c.street(), c.city(), c.postalCode(), Optional.of(c.country()), c.country()),
                Stream.of(c.phone(), c.email(), c.website())
                        .flatMap(Optional::stream)
                        .toList());
    }

    private List<String> recipient() {
        var postal = printed.customer().postal();
        var address = AddressLines.of(
                postal.street(),
                postal.city(),
                postal.postalCode(),
                Optional.of(postal.country()),
                printed.company().country());
        return Stream.concat(Stream.of(printed.customer().name()), address.stream())
                .toList();
    }

    private InvoiceView.Order order(InvoicedOrder order) {
        return new InvoiceView.Order(
                order.number(),
                facts(Stream.of(
                        fact("yourReference", order.customerReference()),
                        fact("loaded", order.loadedOn().map(formats::date)),
                        fact("unloaded", order.unloadedOn().map(formats::date)))),
                Stream.concat(order.cargo().stream(), order.note().stream())
                        .flatMap(String::lines)
                        .toList());
    }

    private InvoiceView.Row row(int position, InvoiceLine line, boolean codes) {
        var currency = invoice.total().currency();
        return new InvoiceView.Row(
                position,
                line.description(),
                formats.number(line.quantity()),
                formats.amount(new Money(line.unitPrice(), currency)),
                formats.number(line.vatRate()) + "\u00a0%",
                Optional.of(line.vatCategory())
                        .filter(c -> codes && c.isExplained())
                        .map(VatCategory::code),
                formats.amount(line.net(currency)));
    }

    private Optional<Fact> fact(String label, Optional<String> value) {
        return value.map(text -> new Fact(label(label), text));
    }

    private static List<Fact> facts(Stream<Optional<Fact>> facts) {
        return facts.flatMap(Optional::stream).toList();
    }
}
