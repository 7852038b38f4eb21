package org.kvit.order;

import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.kvit.base.Refusal;
import org.kvit.customer.CustomerId;

/// What of an order can't be changed just now, and why. Pure.
///
/// An approved trip locks cargo, prices, customer and currency of its orders, and keeps them on it. An invoice, draft
/// or
/// approved, locks customer and currency; prices may change, but reach the invoice by its regeneration only.
final class OrderLock {
    private OrderLock() {}

    /// @throws Refusal saying what is locked, by what, and the way out
    static void check(CustomerOrder before, SettledOrder after) {
        boolean payer = !before.customer().id().equals(after.customer())
                || !before.currency().equals(after.currency());
        boolean lines = !same(before.cargo(), after.cargo(), Cargo::says)
                || !same(before.prices(), after.prices(), Price::says);
        boolean moved = !before.trip().map(CustomerOrder.OnTrip::id).equals(after.trip());
        if (payer || lines || moved) {
            requireUnlocked(before);
        }
        if (payer) {
            requireNoInvoice(before);
        }
    }

    /// For a change of cargo or prices.
    /// @throws Refusal if the order's trip is approved
    static void requireUnlocked(CustomerOrder order) {
        order.trip().filter(CustomerOrder.OnTrip::approved).ifPresent(trip -> {
            throw Refusal.conflict("order.locked.trip", order.number(), trip.number());
        });
    }

    private static void requireNoInvoice(CustomerOrder order) {
        order.invoice().ifPresent(invoice -> {
            throw Refusal.conflict("order.locked.invoice", order.number(), invoice.number());
        });
    }

    /// @throws Refusal if it is on an invoice or on an approved trip
    static void requireDeletable(CustomerOrder order) {
        order.invoice().ifPresent(invoice -> {
            throw Refusal.conflict("order.delete.invoice", order.number(), invoice.number());
        });
        requireUnlocked(order);
    }

    /// Whether another customer may be chosen.
    static boolean hasFixedCustomer(CustomerOrder order, Optional<CustomerId> wanted) {
        boolean other = wanted.filter(id -> !id.equals(order.customer().id())).isPresent();
        return other && (order.isLocked() || order.invoice().isPresent());
    }

    private static <T> boolean same(List<T> before, List<T> after, BiPredicate<T, T> says) {
        if (before.size() != after.size()) {
            return false;
        }
        for (int i = 0; i < before.size(); i++) {
            if (!says.test(before.get(i), after.get(i))) {
                return false;
            }
        }
        return true;
    }
}
