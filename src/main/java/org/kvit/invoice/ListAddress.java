package org.kvit.invoice;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kvit.api.Cursor;
import org.kvit.customer.CustomerId;
import org.kvit.ui.ListParameters;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;

/// Everything that the list's address says: what is filtered, how it is sorted. From it every link of the list is made,
/// so that a link can be sent and Back works.
public record ListAddress(
        @Nullable String status,
        @Nullable Long customer,
        @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate issuedFrom,
        @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate issuedTo,
        @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate dueFrom,
        @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate dueTo,
        @Nullable String currency,
        @Nullable String query,
        @Nullable String sort) {
    private static final String PATH = "/invoices";

    public InvoiceFilter filter() {
        return new InvoiceFilter(
                InvoiceStatus.of(text("status")),
                Optional.ofNullable(customer).map(CustomerId::new),
                Optional.empty(),
                new InvoiceFilter.Period(Optional.ofNullable(issuedFrom), Optional.ofNullable(issuedTo)),
                new InvoiceFilter.Period(Optional.ofNullable(dueFrom), Optional.ofNullable(dueTo)),
                Optional.of(text("currency").toUpperCase(Locale.ROOT)).filter(c -> !c.isEmpty()),
                text("query"));
    }

    public InvoiceOrder order() {
        return InvoiceOrder.of(text("sort"));
    }

    /// What a parameter says; empty if nothing.
    public String text(String name) {
        return parameters().text(name);
    }

    /// Whether it narrows the list to nothing but what everybody sees at first.
    public boolean isNarrowed() {
        return parameters().isNarrowed();
    }

    public boolean hasDates() {
        return issuedFrom != null || issuedTo != null || dueFrom != null || dueTo != null;
    }

    /// The list with another value of one parameter. @param value empty: without it
    public String with(String name, String value) {
        return parameters().with(PATH, name, value);
    }

    public String sortedBy(InvoiceOrder.Column column) {
        return with("sort", order().clicked(column).code());
    }

    public String behind(Cursor cursor) {
        return with("after", cursor.opaque());
    }

    /// @param format `csv` or `xlsx`
    public String file(String format) {
        return parameters().with(PATH + "/export", "format", format);
    }

    /// Where the reminder counters of its invoices are set.
    public String counters() {
        return parameters().with(PATH + "/reminder-counters/confirmation", "after", "");
    }

    /// Where they are then set, narrowed as the list is.
    public String counting() {
        return parameters().with(PATH + "/reminder-counters", "after", "");
    }

    /// The list, which says that a counter of so many invoices was set.
    public String counted(int invoices) {
        return with("counted", Integer.toString(invoices));
    }

    private ListParameters parameters() {
        return new ListParameters()
                .put("status", status)
                .put("customer", customer)
                .put("issuedFrom", issuedFrom)
                .put("issuedTo", issuedTo)
                .put("dueFrom", dueFrom)
                .put("dueTo", dueTo)
                .put("currency", currency)
                .put("query", query)
                .put("sort", sort);
    }
}
