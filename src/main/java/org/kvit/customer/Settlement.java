package org.kvit.customer;

/// How invoices and proofs of delivery are sent: as the client card says for new orders, as an order says
/// for itself.
public record Settlement(InvoiceDelivery invoice, PodDelivery pod) {
    public static final Settlement USUAL = new Settlement(InvoiceDelivery.EMAIL, PodDelivery.NONE);
}
