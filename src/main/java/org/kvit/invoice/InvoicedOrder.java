package org.kvit.invoice;

import java.time.LocalDate;
import java.util.Optional;
import org.kvit.order.OrderId;

/// An order as its invoice shows it. The cargo is as copied; all else is the order's as it is now.
///
/// @param loadedOn, unloadedOn the last actual dates of its cargo; empty while one of them is missing
/// @param invoiceDelivery, podDelivery as the order has them: `email`, `post`, `both`, `none`
/// @param note printed on the invoice
public record InvoicedOrder(
        OrderId id,
        String number,
        Optional<String> customerReference,
        Optional<String> cargo,
        Optional<LocalDate> loadedOn,
        Optional<LocalDate> unloadedOn,
        String invoiceDelivery,
        String podDelivery,
        Optional<String> accountManager,
        Optional<String> note) {}
