package org.kvit.order;

import java.util.Comparator;
import org.kvit.ui.Page;
import org.kvit.ui.Tab;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Makes the frame of an order's page, with the tabs and buttons of all modules in their order.
@Component
public class OrderFrames {
    private final Orders orders;
    /// Asked for when a page is made: the tabs themselves need the frames.
    private final ObjectProvider<OrderTab> tabs;

    private final ObjectProvider<OrderAction> actions;

    OrderFrames(Orders orders, ObjectProvider<OrderTab> tabs, ObjectProvider<OrderAction> actions) {
        this.orders = orders;
        this.tabs = tabs;
        this.actions = actions;
    }

    /// @param path of the tab that is shown
    /// @throws org.kvit.base.Refusal if there is no such order
    public OrderFrame of(OrderId id, String path, Page page) {
        var order = orders.find(id);
        return new OrderFrame(
                order,
                tabs.stream()
                        .sorted(Comparator.comparingInt(OrderTab::order))
                        .map(t -> new Tab(
                                t.path().isEmpty() ? order.path() : order.path() + "/" + t.path(),
                                page.text(t.textKey()),
                                t.path().equals(path),
                                t.count(id)))
                        .toList(),
                actions.stream()
                        .sorted(Comparator.comparingInt(OrderAction::order))
                        .flatMap(a -> a.button(order, page).stream())
                        .toList());
    }
}
