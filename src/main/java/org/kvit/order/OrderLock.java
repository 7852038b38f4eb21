package org.kvit.order;

import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.kvit.base.Refusal;

/// What of an order can't be changed just now, and why. Pure.
///
/// An approved trip locks cargo, prices, customer and currency of its orders, and keeps them on it. An
/// invoice locks the currency, an approved one the customer too; what else it copies may change, and
/// reaches it by regeneration.
final class OrderLock {
    private OrderLock() {}

    /// @throws Refusal saying what is locked, by what, and the way out
    static void check(CustomerOrder before, SettledOrder after) {
        boolean payer = !before.customer().id().equals(after.customer());
        boolean currency = !before.currency().equals(after.currency());
        boolean lines = !same(before.cargo(), after.cargo(), Cargo::says)
                || !same(before.prices(), after.prices(), Price::says);
        boolean moved = !before.trip().map(CustomerOrder.OnTrip::id).equals(after.trip());
        if (payer || currency || lines || moved) {
            requireUnlocked(before);
        }
        if (payer) {
            requireNone(before, before.invoice().filter(CustomerOrder.OnInvoice::approved), "order.locked.customer");
        }
        if (currency) {
            requireNone(before, before.invoice(), "order.locked.currency");
        }
    }

    /// For a change of cargo or prices.
    /// @throws Refusal if the order's trip is approved
    static void requireUnlocked(CustomerOrder order) {
        order.trip().filter(CustomerOrder.OnTrip::approved).ifPresent(trip -> {
            throw Refusal.conflict("order.locked.trip", order.number(), trip.number());
        });
    }

    private static void requireNone(CustomerOrder order, Optional<CustomerOrder.OnInvoice> locking, String key) {
        locking.ifPresent(invoice -> {
            throw Refusal.conflict(key, order.number(), invoice.number());
        });
    }

    /// @throws Refusal if it is on an invoice or on an approved trip
    static void requireDeletable(CustomerOrder order) {
        requireNone(order, order.invoice(), "order.delete.invoice");
        requireUnlocked(order);
    }

    static <T> boolean same(List<T> before, List<T> after, BiPredicate<T, T> says) {
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
