package org.kvit.invoice;

import java.util.Optional;
import org.kvit.company.Right;
import org.kvit.order.CustomerOrder;
import org.kvit.order.OrderAction;
import org.kvit.ui.Page;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What an order's page offers about its invoice: to make one, to approve it and take the approval back, to
/// take the order off a draft.
@Configuration(proxyBeanMethods = false)
class OrderInvoiceButtons {
    private interface Offer {
        Optional<OrderAction.Button> of(CustomerOrder order, Page page);
    }

    @Bean
    OrderAction takeOffInvoice() {
        return action(
                20,
                (order, page) -> order.invoice()
                        .filter(on -> !on.approved())
                        .map(_ -> new OrderAction.Button.Post(
                                "take-off",
                                page.text("invoice.order.takeOff"),
                                false,
                                order.path() + "/invoice/removal")));
    }

    @Bean
    OrderAction approveInvoice() {
        return action(
                30,
                (order, page) -> order.invoice()
                        .map(on -> on.approved()
                                ? new OrderAction.Button.Post(
                                        "remove-approval",
                                        page.text("invoice.order.removeApproval", on.number()),
                                        false,
                                        order.path() + "/invoice/approval/removal")
                                : new OrderAction.Button.Post(
                                        "approve",
                                        page.text("invoice.order.approve", on.number()),
                                        true,
                                        order.path() + "/invoice/approval")));
    }

    @Bean
    OrderAction makeInvoice() {
        return action(
                10,
                (order, page) -> order.invoice().isPresent()
                        ? Optional.empty()
                        : Optional.of(new OrderAction.Button.Sheet(
                                "make-invoice", page.text("invoice.order.invoice"), true, order.path() + "/invoice")));
    }

    private static OrderAction action(int place, Offer offer) {
        return new OrderAction() {
            @Override
            public Optional<Button> button(CustomerOrder order, Page page) {
                return page.may(Right.INVOICING) ? offer.of(order, page) : Optional.empty();
            }

            @Override
            public int order() {
                return place;
            }
        };
    }
}
