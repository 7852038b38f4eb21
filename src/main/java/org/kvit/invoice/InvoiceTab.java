package org.kvit.invoice;

/// A tab of an invoice's page, at `/invoices/{id}/{path}`. Other modules hang theirs in as beans; what it shows is
/// theirs, in the frame that [InvoiceFrames] gives.
public interface InvoiceTab {
    /// The last part of its address.
    String path();

    /// Key of its name.
    String textKey();

    /// What stands behind it; 0 is not shown.
    long count(InvoiceId invoice);

    /// Its place among the tabs. Lines are first, at 10; the history is last, at 90.
    int order();
}
