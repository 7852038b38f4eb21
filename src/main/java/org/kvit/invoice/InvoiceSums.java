package org.kvit.invoice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.kvit.base.Money;
import org.kvit.ui.LetterFormats;

/// What stands below the lines of a printed invoice: without VAT, the VAT by rate, the total, what was
/// paid of it.
record InvoiceSums(PrintedInvoice printed, Map<String, String> labels, LetterFormats formats) {

    List<InvoiceView.Sum> list() {
        var sums = new ArrayList<InvoiceView.Sum>();
        var invoice = printed.invoice();
        var sum = printed.sum();
        if (!printed.lines().isEmpty()) {
            sums.add(line("net", sum.net(), false));
            sum.byRate().forEach(vat -> sums.add(new InvoiceView.Sum(label(vat), formats.money(vat.amount()), false)));
        }
        sums.add(line("total", invoice.total(), true));
        if (invoice.paid().isPositive()) {
            sums.add(line("paid", invoice.paid(), false));
        }
        if (invoice.setOff().isPositive()) {
            sums.add(line("credited", invoice.setOff(), false));
        }
        if (invoice.settled().isPositive()) {
            sums.add(line("open", invoice.open(), true));
        }
        return sums;
    }

    private InvoiceView.Sum line(String label, Money amount, boolean strong) {
        return new InvoiceView.Sum(text(label), formats.money(amount), strong);
    }

    /// Such as `VAT 21 % on 1,000.00`, and why there is none.
    private String label(InvoiceTotal.Vat vat) {
        var reason = vat.category().isExplained()
                ? " (" + text("reason." + vat.category().code()) + ")"
                : "";
        return text("vat") + " " + formats.number(vat.rate()) + "\u00a0%" + reason + " " + text("on") + " "
                + formats.amount(vat.net());
    }

    private String text(String label) {
        return Objects.requireNonNull(labels.get(label), label);
    }
}
