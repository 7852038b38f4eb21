package org.kvit.invoice;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kvit.base.LineTotals;
import org.kvit.base.Money;
import org.kvit.base.VatCategory;
import org.kvit.company.Company;
import org.kvit.customer.ClientCard;
import org.kvit.document.AddressLines;
import org.kvit.document.Labels;
import org.kvit.invoice.InvoiceView.Fact;
import org.kvit.ui.LetterFormats;

/// Puts into words what invoices and credit notes have in common, in the customer's language: from whom
/// and to whom, the lines, the VAT by rate and why there is none. Pure.
public final class PaperWriter {
    private final Company company;
    private final ClientCard customer;
    private final String currency;
    private final String language;
    private final Map<String, String> labels;
    private final LetterFormats formats;

    public PaperWriter(Company company, ClientCard customer, String currency) {
        this.company = company;
        this.customer = customer;
        this.currency = currency;
        this.language = Labels.language(customer.language());
        this.labels = Labels.of("invoice", language);
        this.formats = new LetterFormats(language);
    }

    public String language() {
        return language;
    }

    /// The invoice's.
    public Map<String, String> labels() {
        return labels;
    }

    public LetterFormats formats() {
        return formats;
    }

    /// @throws NullPointerException if there is no such label
    public String label(String name) {
        return Objects.requireNonNull(labels.get(name), name);
    }

    public InvoiceView.Sender sender() {
        return new InvoiceView.Sender(
                company.name(),
                company.registrationNumber(),
                company.vatNumber(),
                AddressLines.of(
                        company.street(),
                        company.city(),
                        company.postalCode(),
                        Optional.of(company.country()),
                        company.country()),
                Stream.of(company.phone(), company.email(), company.website())
                        .flatMap(Optional::stream)
                        .toList());
    }

    public List<String> recipient() {
        var postal = customer.postal();
        var address = AddressLines.of(
                postal.street(), postal.city(), postal.postalCode(), Optional.of(postal.country()), company.country());
        return Stream.concat(Stream.of(customer.name()), address.stream()).toList();
    }

    /// The customer's registration and VAT number.
    public List<Fact> ids() {
        return facts(Stream.of(
                fact("registration", customer.registrationNumber()), fact("vatNumber", customer.vatNumber())));
    }

    Optional<Fact> fact(String label, Optional<String> value) {
        return value.map(text -> new Fact(label(label), text));
    }

    static List<Fact> facts(Stream<Optional<Fact>> facts) {
        return facts.flatMap(Optional::stream).toList();
    }

    /// @param sum what the lines come to
    public List<InvoiceView.Row> rows(List<InvoiceLine> lines, LineTotals sum) {
        boolean codes = sum.explained().size() > 1;
        return IntStream.range(0, lines.size())
                .mapToObj(i -> row(i + 1, lines.get(i), codes))
                .toList();
    }

    private InvoiceView.Row row(int position, InvoiceLine line, boolean codes) {
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

    /// Without VAT, and the VAT by rate.
    public Stream<InvoiceView.Sum> sums(LineTotals sum) {
        return Stream.concat(
                Stream.of(sum("net", sum.net(), false)),
                sum.byRate().stream()
                        .map(vat -> new InvoiceView.Sum(vatLabel(vat), formats.money(vat.amount()), false)));
    }

    InvoiceView.Sum sum(String label, Money amount, boolean strong) {
        return new InvoiceView.Sum(label(label), formats.money(amount), strong);
    }

    /// Such as `VAT 21 % on 1,000.00`, and why there is none.
    private String vatLabel(LineTotals.Vat vat) {
        var reason = vat.category().isExplained()
                ? " (" + label("reason." + vat.category().code()) + ")"
                : "";
        return label("vat") + " " + formats.number(vat.rate()) + "\u00a0%" + reason + " " + label("on") + " "
                + formats.amount(vat.net());
    }

    /// Why there is no VAT, as the law wants it said.
    public Stream<String> legalNotes(LineTotals sum) {
        var explained = sum.explained();
        return explained.stream().map(c -> (explained.size() > 1 ? c.code() + " – " : "") + label("note." + c.code()));
    }
}
