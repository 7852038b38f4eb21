package org.kvit.invoice;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kvit.api.Cursor;
import org.kvit.customer.CustomerId;
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
    private static final int LONGEST_QUERY = 100;

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
        return values().getOrDefault(name, "");
    }

    /// Whether it narrows the list to nothing but what everybody sees at first.
    public boolean isNarrowed() {
        return values().keySet().stream().anyMatch(name -> !name.equals("sort"));
    }

    public boolean hasDates() {
        return issuedFrom != null || issuedTo != null || dueFrom != null || dueTo != null;
    }

    /// The list with another value of one parameter. @param value empty: without it
    public String with(String name, String value) {
        var changed = values();
        changed.remove(name);
        if (!value.isEmpty()) {
            changed.put(name, value);
        }
        return address(PATH, changed);
    }

    public String sortedBy(InvoiceOrder.Column column) {
        return with("sort", order().clicked(column).code());
    }

    public String behind(Cursor cursor) {
        return with("after", cursor.opaque());
    }

    /// @param format `csv` or `xlsx`
    public String file(String format) {
        var all = values();
        all.put("format", format);
        return address(PATH + "/export", all);
    }

    private Map<String, String> values() {
        var all = new LinkedHashMap<String, String>();
        put(all, "status", status);
        put(all, "customer", customer);
        put(all, "issuedFrom", issuedFrom);
        put(all, "issuedTo", issuedTo);
        put(all, "dueFrom", dueFrom);
        put(all, "dueTo", dueTo);
        put(all, "currency", currency);
        put(all, "query", query);
        put(all, "sort", sort);
        return all;
    }

    private static void put(Map<String, String> all, String name, @Nullable Object value) {
        var text = value == null ? "" : value.toString().strip();
        if (!text.isEmpty()) {
            all.put(name, text.substring(0, Math.min(text.length(), LONGEST_QUERY)));
        }
    }

    private static String address(String path, Map<String, String> values) {
        return values.isEmpty()
                ? path
                : values.entrySet().stream()
                        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", path + "?", ""));
    }
}
