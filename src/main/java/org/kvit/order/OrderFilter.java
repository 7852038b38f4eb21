package org.kvit.order;

import java.util.Optional;
import org.kvit.base.UserId;
import org.kvit.customer.CustomerId;

/// Which orders a list shows. What is empty doesn't narrow it.
///
/// @param search part of a number, a customer's name or the customer's reference, whatever its capitals and
/// marks
public record OrderFilter(
        Optional<OrderState> state,
        Optional<UserId> accountManager,
        Optional<CustomerId> customer,
        Optional<TripId> trip,
        String search) {
    private static final int LONGEST = 100;

    public static final OrderFilter ALL =
            new OrderFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "");

    public OrderFilter {
        var plain = search.replaceAll("\\p{Cntrl}", " ").strip();
        search = plain.substring(0, Math.min(plain.length(), LONGEST));
    }

    public OrderFilter with(OrderState wanted) {
        return new OrderFilter(Optional.of(wanted), accountManager, customer, trip, search);
    }

    public OrderFilter on(TripId wanted) {
        return new OrderFilter(state, accountManager, customer, Optional.of(wanted), search);
    }

    public OrderFilter of(UserId manager) {
        return new OrderFilter(state, Optional.of(manager), customer, trip, search);
    }

    public OrderFilter searching(String text) {
        return new OrderFilter(state, accountManager, customer, trip, text);
    }
}
