package org.kvit.attachment;

import org.kvit.invoice.InvoiceId;
import org.kvit.order.OrderId;

/// What a file belongs to: an order, or an invoice itself.
public sealed interface Owner {
    record Order(OrderId id) implements Owner {}

    record Invoice(InvoiceId id) implements Owner {}

    static Owner of(OrderId order) {
        return new Order(order);
    }

    static Owner of(InvoiceId invoice) {
        return new Invoice(invoice);
    }

    /// Its number among its kind.
    default long number() {
        return switch (this) {
            case Order(var id) -> id.value();
            case Invoice(var id) -> id.value();
        };
    }

    /// Where its files are, among the screens and behind `/api/v1`.
    default String path() {
        return switch (this) {
            case Order(var id) -> "/orders/" + id.value() + "/attachments";
            case Invoice(var id) -> "/invoices/" + id.value() + "/attachments";
        };
    }
}
