package org.kvit.order;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kvit.api.Cursor;
import org.kvit.base.UserId;
import org.kvit.customer.CustomerId;

/// Everything that the list's address says: what is filtered, how it is sorted. From it every link of the
/// list is made, so that a link can be sent and Back works.
public record OrderListAddress(
        @Nullable String state,
        @Nullable Long manager,
        @Nullable Long customer,
        @Nullable String query,
        @Nullable String sort) {
    private static final String PATH = "/orders";
    private static final int LONGEST = 100;

    public OrderFilter filter() {
        return new OrderFilter(
                OrderState.of(text("state")),
                Optional.ofNullable(manager).map(UserId::new),
                Optional.ofNullable(customer).map(CustomerId::new),
                Optional.empty(),
                text("query"));
    }

    public OrderSorting order() {
        return OrderSorting.of(text("sort"));
    }

    /// What a parameter says; empty if nothing.
    public String text(String name) {
        return values().getOrDefault(name, "");
    }

    public boolean isNarrowed() {
        return values().keySet().stream().anyMatch(name -> !name.equals("sort"));
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

    public String sortedBy(OrderSorting.Column column) {
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
        put(all, "state", state);
        put(all, "manager", manager);
        put(all, "customer", customer);
        put(all, "query", query);
        put(all, "sort", sort);
        return all;
    }

    private static void put(Map<String, String> all, String name, @Nullable Object value) {
        var text = value == null ? "" : value.toString().strip();
        if (!text.isEmpty()) {
            all.put(name, text.substring(0, Math.min(text.length(), LONGEST)));
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
