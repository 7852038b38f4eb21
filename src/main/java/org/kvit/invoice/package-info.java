/// Outgoing invoices: an approved one is a receivable, and its open amount follows from the payments
/// linked to it.
///
/// [Invoices] reads them, [Recording] takes new ones, [Approvals] makes a draft a receivable,
/// [InvoiceChanges] is what a person may change afterwards. [Issuing] puts customer orders on invoices,
/// [InvoiceContent] is what was copied from them, [InvoicedOrders] what shows as it is.
/// [org.kvit.base.LineTotals] adds up lines and VAT as EN 16931 does (pure); [InvoicePdf] puts an invoice
/// on paper. Other modules hang their tabs into an invoice's page as [InvoiceTab]; the reminders lend it
/// their [ReminderCounters].
@NullMarked
@ApplicationModule(allowedDependencies = {"base", "company", "ui", "api", "job", "customer", "order", "document"})
package org.kvit.invoice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
