package org.kvit.order;

import java.util.List;
import org.kvit.ui.Tab;

/// What stands around every tab of an order's page: its head with the buttons, and the tabs.
public record OrderFrame(CustomerOrder order, List<Tab> tabs, List<OrderAction.Button> buttons) {
    public String path() {
        return order.path();
    }
}
