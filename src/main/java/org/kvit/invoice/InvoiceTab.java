package org.kvit.invoice;

import java.util.Optional;
import org.kvit.base.Words;

/// A tab of an invoice's page, at `/invoices/{id}/{path}`. Other modules hang theirs in as beans; what it shows is
/// theirs, in the frame that [InvoiceFrames] gives.
public interface InvoiceTab {
    /// The last part of its address.
    String path();

    /// Key of its name.
    String textKey();

    /// What stands behind it; 0 is not shown.
    long count(InvoiceId invoice);

    /// What of it is worth a look from wherever the invoice is open; usually nothing.
    default Optional<Words> notice(Invoice invoice) {
        return Optional.empty();
    }

    /// Its place among the tabs. Lines are first, at 10; the history is last, at 90.
    int order();
}
