package org.kvit.invoice;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.kvit.customer.CustomerId;

/// An invoice that is to be recorded. What is empty follows from the customer and the company.
///
/// @param number empty: the next one of the company's sequence
/// @param customer this or the external id names the customer, or both do
/// @param issueDate empty: today
/// @param dueDate empty: by the customer's payment terms
/// @param currency empty: the customer's
/// @param lines none if only the total is known
/// @param total empty: what the lines come to; with lines it must agree with them
/// @param reference what the payer should quote; empty: as the company makes them of numbers
public record NewInvoice(
        Optional<String> number,
        Optional<CustomerId> customer,
        Optional<String> customerExternalId,
        Optional<LocalDate> issueDate,
        Optional<LocalDate> dueDate,
        Optional<String> currency,
        List<InvoiceLine> lines,
        Optional<BigDecimal> total,
        Optional<String> reference,
        boolean approved) {}
