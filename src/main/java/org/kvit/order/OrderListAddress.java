package org.kvit.order;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kvit.api.Cursor;
import org.kvit.base.UserId;
import org.kvit.customer.CustomerId;
import org.kvit.ui.ListParameters;

/// Everything that the list's address says: what is filtered, how it is sorted. From it every link of the
/// list is made, so that a link can be sent and Back works.
public record OrderListAddress(
        @Nullable String state,
        @Nullable Long manager,
        @Nullable Long customer,
        @Nullable String query,
        @Nullable String sort) {
    private static final String PATH = "/orders";

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
        return parameters().text(name);
    }

    public boolean isNarrowed() {
        return parameters().isNarrowed();
    }

    /// The list with another value of one parameter. @param value empty: without it
    public String with(String name, String value) {
        return parameters().with(PATH, name, value);
    }

    public String sortedBy(OrderSorting.Column column) {
        return with("sort", order().clicked(column).code());
    }

    public String behind(Cursor cursor) {
        return with("after", cursor.opaque());
    }

    /// @param format `csv` or `xlsx`
    public String file(String format) {
        return parameters().with(PATH + "/export", "format", format);
    }

    private ListParameters parameters() {
        return new ListParameters()
                .put("state", state)
                .put("manager", manager)
                .put("customer", customer)
                .put("query", query)
                .put("sort", sort);
    }
}
