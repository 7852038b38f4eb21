package org.kvit.reminder;

import java.util.Set;
import org.kvit.customer.CustomerId;
import org.kvit.invoice.InvoiceId;

/// A letter that was ordered and isn't written yet.
///
/// @param invoices that were proposed and not taken off
record Ordered(long id, CustomerId customer, int level, Set<InvoiceId> invoices) {}
