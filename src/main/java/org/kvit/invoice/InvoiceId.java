package org.kvit.invoice;

/// An outgoing invoice.
public record InvoiceId(long value) {}
