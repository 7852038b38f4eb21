package org.kvit.demo;

import java.time.format.DateTimeFormatter;
import java.util.function.Function;

/// What a customer sends to order a transport: their letter.
final class TransportOrder {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd.MM.yyyy");

    private TransportOrder() {}

    /// @param goods what they are called
    static byte[] of(SampleOrder order, Function<SampleGoods, String> goods) {
        var customer = order.customer();
        var page = new PlainPdf().colour(0.1, 0.1, 0.12).lines(0.6);
        page.bold(60, 70, 13, customer.name()).text(60, 86, 9, customer.street());
        page.text(60, 98, 9, customer.postalCode() + " " + customer.city() + ", " + customer.vatNumber());
        page.text(60, 150, 10, "Baltic Freight SIA").text(60, 164, 10, "Ganibu dambis 24, LV-1005 Riga");
        page.bold(60, 220, 16, "TRANSPORT ORDER " + order.reference())
                .text(60, 238, 10, order.ordered().format(DATE));
        double y = 280;
        for (var cargo : order.cargo()) {
            page.box(60, y - 20, 475, 96).bold(70, y, 11, goods.apply(cargo.goods()));
            page.text(
                    70,
                    y + 18,
                    10,
                    "%d pallets, %d kg".formatted(cargo.pallets(), cargo.goods().weight(cargo.pallets())));
            page.text(70, y + 40, 10, "Loading: " + stop(cargo.loading()));
            page.text(70, y + 58, 10, "Unloading: " + stop(cargo.unloading()));
            y += 112;
        }
        var freight = order.prices().getFirst();
        page.bold(60, y + 10, 11, "Agreed freight: %d %s net".formatted(freight.unitPrice(), customer.currency()));
        page.text(60, y + 30, 10, "Payment within " + customer.terms() + " days after receipt of the invoice.");
        SampleContact.ordering(customer)
                .ifPresent(by -> page.text(60, 700, 10, by.name()).text(60, 714, 9, by.email()));
        return page.bytes();
    }

    private static String stop(SampleOrder.Stop stop) {
        return stop.place() + ", " + stop.agreed().format(DATE);
    }
}
