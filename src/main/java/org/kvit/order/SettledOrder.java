package org.kvit.order;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.kvit.base.UserId;
import org.kvit.customer.ContactId;
import org.kvit.customer.Customer;
import org.kvit.customer.CustomerId;
import org.kvit.customer.Settlement;

/// An [OrderEntry] in which nothing is left open: what is to be kept, once the rules find nothing wrong
/// with it.
///
/// @param number empty: the next one of the sequence
record SettledOrder(
        Optional<String> number,
        CustomerId customer,
        Optional<ContactId> contact,
        Optional<UserId> accountManager,
        Optional<TripId> trip,
        LocalDate orderDate,
        Optional<String> customerReference,
        String currency,
        int paymentTermsDays,
        Settlement settlement,
        Optional<String> invoiceNote,
        Optional<String> note,
        List<Cargo> cargo,
        List<Price> prices) {

    /// Whether it says anything else than the order as it is. Lines that are made anew do, whatever they
    /// say.
    boolean changes(CustomerOrder before) {
        return !headOf(this).equals(headOf(of(before)))
                || !OrderLock.same(before.cargo(), cargo, Cargo::equals)
                || !OrderLock.same(
                        before.prices(), prices, (was, is) -> was.id().equals(is.id()) && was.says(is));
    }

    private static SettledOrder of(CustomerOrder order) {
        return new SettledOrder(
                Optional.of(order.number()),
                order.customer().id(),
                order.contact().map(CustomerOrder.Contact::id),
                order.accountManager().map(CustomerOrder.AccountManager::id),
                order.trip().map(CustomerOrder.OnTrip::id),
                order.orderDate(),
                order.customerReference(),
                order.currency(),
                order.paymentTermsDays(),
                order.settlement(),
                order.invoiceNote(),
                order.note(),
                order.cargo(),
                order.prices());
    }

    private static SettledOrder headOf(SettledOrder order) {
        return new SettledOrder(
                order.number,
                order.customer,
                order.contact,
                order.accountManager,
                order.trip,
                order.orderDate,
                order.customerReference,
                order.currency,
                order.paymentTermsDays,
                order.settlement,
                order.invoiceNote,
                order.note,
                List.of(),
                List.of());
    }

    /// A new one: what it doesn't say, the client card says.
    static SettledOrder of(OrderEntry entry, Customer customer, LocalDate today) {
        var card = customer.card();
        return new SettledOrder(
                entry.number(),
                customer.id(),
                entry.contact(),
                entry.accountManager().or(card::accountManager),
                entry.trip(),
                entry.orderDate().orElse(today),
                entry.customerReference(),
                entry.currency().orElse(card.currency()),
                entry.paymentTermsDays().orElse(card.paymentTermsDays()),
                new Settlement(
                        entry.invoiceDelivery().orElse(card.settlement().invoice()),
                        entry.podDelivery().orElse(card.settlement().pod())),
                entry.invoiceNote(),
                entry.note(),
                entry.cargo(),
                entry.prices());
    }

    /// A changed one: what can't be empty stays as it was.
    static SettledOrder of(OrderEntry entry, CustomerId customer, CustomerOrder before) {
        return new SettledOrder(
                Optional.of(entry.number().orElse(before.number())),
                customer,
                entry.contact(),
                entry.accountManager(),
                entry.trip(),
                entry.orderDate().orElse(before.orderDate()),
                entry.customerReference(),
                entry.currency().orElse(before.currency()),
                entry.paymentTermsDays().orElse(before.paymentTermsDays()),
                new Settlement(
                        entry.invoiceDelivery().orElse(before.settlement().invoice()),
                        entry.podDelivery().orElse(before.settlement().pod())),
                entry.invoiceNote(),
                entry.note(),
                entry.cargo(),
                entry.prices());
    }
}
