package org.kvit.invoice;

import java.util.ArrayList;
import java.util.List;

/// What stands below the lines of a printed invoice: without VAT, the VAT by rate, the total, what was
/// paid or credited of it.
record InvoiceSums(PrintedInvoice printed, PaperWriter paper) {

    List<InvoiceView.Sum> list() {
        var sums = new ArrayList<InvoiceView.Sum>();
        var invoice = printed.invoice();
        if (!printed.lines().isEmpty()) {
            paper.sums(printed.sum()).forEach(sums::add);
        }
        sums.add(paper.sum("total", invoice.total(), true));
        if (invoice.paid().isPositive()) {
            sums.add(paper.sum("paid", invoice.paid(), false));
        }
        if (invoice.setOff().isPositive()) {
            sums.add(paper.sum("credited", invoice.setOff(), false));
        }
        if (invoice.writtenOff().isPositive()) {
            sums.add(paper.sum("writtenOff", invoice.writtenOff(), false));
        }
        if (invoice.settled().isPositive()) {
            sums.add(paper.sum("open", invoice.open(), true));
        }
        return sums;
    }
}
