package org.kvit.order;

import java.util.Optional;
import org.kvit.ui.Page;

/// A button in the heading of an order's page. Other modules hang theirs in as beans.
public interface OrderAction {
    /// What the order's page offers. Ids are the buttons' in the page; texts are in words already.
    sealed interface Button {
        String id();

        String text();

        /// The one thing to do next.
        boolean primary();

        /// Goes to a page.
        record Link(String id, String text, boolean primary, String href) implements Button {}

        /// Opens a sheet over the page: a `dialog` with `data-now`, which is got from `href`.
        record Sheet(String id, String text, boolean primary, String href) implements Button {}

        /// Posts, and shows what the answer leads to.
        record Post(String id, String text, boolean primary, String href) implements Button {}
    }

    /// @return empty: nothing to offer, for this order or this person
    Optional<Button> button(CustomerOrder order, Page page);

    /// Its place among the buttons, from the left.
    int order();
}
