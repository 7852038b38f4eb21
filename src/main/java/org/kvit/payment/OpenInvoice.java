package org.kvit.payment;

import java.time.LocalDate;
import org.kvit.base.Money;

/// An invoice that can be paid: approved, with something open.
///
/// @param reference what the payer was asked to quote; may be empty
public record OpenInvoice(long id, String number, long customer, Money open, LocalDate dueDate, String reference) {}
