package org.kvit.customer;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.StringJoiner;
import org.kvit.api.Cursor;

/// The list of customers as it stands in the address line: what is looked for, and in which order.
///
/// @param reach a [Reach]'s code, or empty for all
public record ListAddress(String query, String reach, String sort) {
    static ListAddress of(String query, String reach, String sort) {
        return new ListAddress(
                new CustomerFilter(query, Optional.empty()).search(),
                Reach.of(reach).map(Reach::code).orElse(""),
                CustomerOrder.of(sort).code());
    }

    CustomerFilter filter() {
        return new CustomerFilter(query, Reach.of(reach));
    }

    public CustomerOrder order() {
        return CustomerOrder.of(sort);
    }

    public boolean everybody() {
        return query.isEmpty() && reach.isEmpty();
    }

    public String withReach(String code) {
        return new ListAddress(query, code, sort).path("/customers", "", "");
    }

    /// By this column; the other way round if it is that already.
    public String sortedBy(CustomerOrder.Column column) {
        boolean again = order().column() == column && !order().descending();
        var code = new CustomerOrder(column, again).code();
        return new ListAddress(query, reach, code).path("/customers", "", "");
    }

    public String behind(Cursor cursor) {
        return path("/customers", "after", cursor.opaque());
    }

    /// @param format `csv` or `xlsx`
    public String file(String format) {
        return path("/customers/export", "format", format);
    }

    private String path(String path, String name, String value) {
        var parameters = new StringJoiner("&", path + "?", "").setEmptyValue(path);
        add(parameters, "query", query);
        add(parameters, "reach", reach);
        add(parameters, "sort", order().equals(CustomerOrder.USUAL) ? "" : sort);
        add(parameters, name, value);
        return parameters.toString();
    }

    private static void add(StringJoiner parameters, String name, String value) {
        if (!value.isEmpty()) {
            parameters.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }
}
