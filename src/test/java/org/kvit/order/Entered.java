package org.kvit.order;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.kvit.base.VatCategory;
import org.kvit.customer.CustomerId;

/// Orders for tests, as somebody enters them.
final class Entered {
    private Entered() {}

    static OrderEntry order(CustomerId customer) {
        return new OrderEntry(
                Optional.empty(),
                Optional.of(customer),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(LocalDate.of(2026, 11, 2)),
                Optional.of("PO-77"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("As agreed"),
                Optional.empty(),
                List.of(cargo("Furniture")),
                List.of(price("Haulage Rīga – Praha", "1", "1250.00", "21")));
    }

    static Cargo cargo(String description) {
        return new Cargo(
                Optional.empty(),
                description,
                Optional.of(12),
                Optional.of(new BigDecimal("3400.5")),
                Optional.empty(),
                new Stop(
                        Optional.of("Rīga"),
                        Optional.of(LocalDate.of(2026, 11, 3)),
                        Optional.of(LocalDate.of(2026, 11, 4)),
                        Optional.empty()),
                new Stop(
                        Optional.of("Praha"),
                        Optional.of(LocalDate.of(2026, 11, 6)),
                        Optional.empty(),
                        Optional.empty()));
    }

    static Price price(String service, String quantity, String price, String rate) {
        var vat = new BigDecimal(rate);
        return new Price(
                Optional.empty(),
                service,
                new BigDecimal(quantity),
                new BigDecimal(price),
                vat,
                VatCategory.usual(vat));
    }

    /// The order as its form would send it again.
    static OrderEntry again(CustomerOrder o) {
        return new OrderEntry(
                Optional.of(o.number()),
                Optional.of(o.customer().id()),
                Optional.empty(),
                o.contact().map(CustomerOrder.Contact::id),
                o.accountManager().map(CustomerOrder.AccountManager::id),
                o.trip().map(CustomerOrder.OnTrip::id),
                Optional.of(o.orderDate()),
                o.customerReference(),
                Optional.of(o.currency()),
                Optional.of(o.paymentTermsDays()),
                Optional.of(o.settlement().invoice()),
                Optional.of(o.settlement().pod()),
                o.invoiceNote(),
                o.note(),
                o.cargo(),
                o.prices());
    }

    static OrderEntry with(OrderEntry e, List<Cargo> cargo, List<Price> prices) {
        return new OrderEntry(
                e.number(),
                e.customer(),
                e.customerExternalId(),
                e.contact(),
                e.accountManager(),
                e.trip(),
                e.orderDate(),
                e.customerReference(),
                e.currency(),
                e.paymentTermsDays(),
                e.invoiceDelivery(),
                e.podDelivery(),
                e.invoiceNote(),
                e.note(),
                cargo,
                prices);
    }

    static OrderEntry in(OrderEntry e, String currency) {
        return changed(e, e.number(), e.customer(), e.trip(), Optional.of(currency), e.customerReference());
    }

    static OrderEntry on(OrderEntry e, TripId trip) {
        return changed(e, e.number(), e.customer(), Optional.of(trip), e.currency(), e.customerReference());
    }

    static OrderEntry numbered(OrderEntry e, String number) {
        return changed(e, Optional.of(number), e.customer(), e.trip(), e.currency(), e.customerReference());
    }

    static OrderEntry referring(OrderEntry e, String reference) {
        return changed(e, e.number(), e.customer(), e.trip(), e.currency(), Optional.of(reference));
    }

    private static OrderEntry changed(
            OrderEntry e,
            Optional<String> number,
            Optional<CustomerId> customer,
            Optional<TripId> trip,
            Optional<String> currency,
            Optional<String> reference) {
        return new OrderEntry(
                number,
                customer,
                e.customerExternalId(),
                e.contact(),
                e.accountManager(),
                trip,
                e.orderDate(),
                reference,
                currency,
                e.paymentTermsDays(),
                e.invoiceDelivery(),
                e.podDelivery(),
                e.invoiceNote(),
                e.note(),
                e.cargo(),
                e.prices());
    }
}
