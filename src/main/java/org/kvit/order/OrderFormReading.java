package org.kvit.order;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.base.UserId;
import org.kvit.base.VatCategory;
import org.kvit.customer.ContactId;
import org.kvit.customer.CustomerId;
import org.kvit.customer.InvoiceDelivery;
import org.kvit.customer.PodDelivery;
import org.kvit.customer.Typed;

/// Makes an [OrderEntry] of an [OrderForm].
final class OrderFormReading {
    private final Entries entries;

    private OrderFormReading(Locale locale) {
        entries = new Entries(locale);
    }

    /// @param before the order as it is; empty for a new one
    /// @param locale the page's, whose numbers they are
    /// @throws Refusal naming each field that can't be read
    static OrderEntry entry(OrderForm form, Optional<CustomerOrder> before, Locale locale) {
        var reading = new OrderFormReading(locale);
        var entry = reading.read(form, before);
        reading.entries.refuse();
        return entry;
    }

    /// Those that can be read, for the sums below the form.
    static List<Price> prices(OrderForm form, Locale locale) {
        return new OrderFormReading(locale).rows("prices", form.prices(), OrderFormReading::price);
    }

    private interface Row<T> {
        T read(OrderFormReading reading, String field, Typed row);
    }

    private OrderEntry read(OrderForm form, Optional<CustomerOrder> before) {
        var kept = before.filter(_ -> !form.rows());
        return new OrderEntry(
                Entries.text(form.text("number")),
                // Locked, they aren't sent; then they stay.
                Entries.id(form.text("customerId")).map(CustomerId::new),
                Optional.empty(),
                Entries.id(form.text("contactId")).map(ContactId::new),
                Entries.id(form.text("accountManagerId")).map(UserId::new),
                kept.isPresent()
                        ? kept.flatMap(CustomerOrder::trip).map(CustomerOrder.OnTrip::id)
                        : Entries.id(form.text("tripId")).map(TripId::new),
                entries.date("orderDate", form.text("orderDate")),
                Entries.text(form.text("customerReference")),
                Entries.code(form.text("currency")),
                entries.whole("paymentTermsDays", form.text("paymentTermsDays")),
                InvoiceDelivery.of(form.text("invoiceDelivery")),
                PodDelivery.of(form.text("podDelivery")),
                lines(form.text("invoiceNote")),
                lines(form.text("note")),
                kept.map(CustomerOrder::cargo).orElseGet(() -> rows("cargo", form.cargo(), OrderFormReading::cargo)),
                kept.map(CustomerOrder::prices)
                        .orElseGet(() -> rows("prices", form.prices(), OrderFormReading::price)));
    }

    private <T> List<T> rows(String list, List<Typed> rows, Row<T> row) {
        var read = new ArrayList<T>();
        for (int i = 0; i < rows.size(); i++) {
            read.add(row.read(this, list + "[" + i + "].", rows.get(i)));
        }
        return read;
    }

    private Cargo cargo(String field, Typed row) {
        return new Cargo(
                Entries.id(row.text("id")).map(CargoId::new),
                row.text("description").strip(),
                entries.whole(field + "packages", row.text("packages")),
                entries.decimal(field + "weight", row.text("weight")),
                entries.decimal(field + "volume", row.text("volume")),
                stop(field, row, "loading"),
                stop(field, row, "unloading"));
    }

    private Stop stop(String field, Typed row, String which) {
        return new Stop(
                Entries.text(row.text(which + "Place")),
                entries.date(field + which + "Agreed", row.text(which + "Agreed")),
                entries.date(field + which + "Planned", row.text(which + "Planned")),
                entries.date(field + which + "Actual", row.text(which + "Actual")));
    }

    private Price price(String field, Typed row) {
        var rate = number(field + "vatRate", row.text("vatRate"));
        return new Price(
                Entries.id(row.text("id")).map(PriceId::new),
                row.text("service").strip(),
                number(field + "quantity", row.text("quantity")),
                number(field + "unitPrice", row.text("unitPrice")),
                rate,
                VatCategory.of(row.text("vatCategory")).orElse(VatCategory.usual(rate)));
    }

    private BigDecimal number(String field, String text) {
        if (text.isBlank()) {
            entries.add(field, "order.line.missing");
        }
        return entries.decimal(field, text).orElse(BigDecimal.ZERO);
    }

    /// Several lines of text, with line breaks as we write them.
    private static Optional<String> lines(String text) {
        return Entries.text(text.replace("\r\n", "\n"));
    }
}
