package org.kvit.invoice;

import java.time.LocalDate;
import java.util.Optional;
import org.kvit.customer.CustomerId;

/// Which invoices a list shows. What is empty doesn't narrow it.
///
/// @param asOf amounts and states as of this date, and no invoice that was issued later; empty: as things stand now
/// @param search part of a number, a customer's name or a reference, in any case, or an amount
/// @param currency ISO 4217
public record InvoiceFilter(
        Optional<InvoiceStatus> status,
        Optional<CustomerId> customer,
        Optional<LocalDate> asOf,
        Period issued,
        Period due,
        Optional<String> currency,
        String search) {

    /// Both days belong to it; an empty one leaves that end open.
    public record Period(Optional<LocalDate> from, Optional<LocalDate> to) {
        public static final Period ANY = new Period(Optional.empty(), Optional.empty());

        public boolean isAny() {
            return from.isEmpty() && to.isEmpty();
        }
    }

    public static final InvoiceFilter ALL = new InvoiceFilter(
            Optional.empty(), Optional.empty(), Optional.empty(), Period.ANY, Period.ANY, Optional.empty(), "");

    public InvoiceFilter with(InvoiceStatus wanted) {
        return new InvoiceFilter(Optional.of(wanted), customer, asOf, issued, due, currency, search);
    }

    public InvoiceFilter of(CustomerId wanted) {
        return new InvoiceFilter(status, Optional.of(wanted), asOf, issued, due, currency, search);
    }

    public InvoiceFilter asOf(LocalDate day) {
        return new InvoiceFilter(status, customer, Optional.of(day), issued, due, currency, search);
    }

    public InvoiceFilter searching(String text) {
        return new InvoiceFilter(status, customer, asOf, issued, due, currency, text);
    }

    /// In whatever currency: for the totals, from which the list's currencies are also known.
    InvoiceFilter inAnyCurrency() {
        return new InvoiceFilter(status, customer, asOf, issued, due, Optional.empty(), search);
    }
}
