package org.kvit.order;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Refusal;
import org.kvit.base.UserId;
import org.kvit.base.VatCategory;
import org.kvit.customer.ContactId;
import org.kvit.customer.CustomerId;
import org.kvit.customer.InvoiceDelivery;
import org.kvit.customer.PodDelivery;

/// An order as programs send it. What isn't named follows as [OrderEntry] says; of a changed
/// order, lists that aren't named stay as they are.
///
/// @param number null: the next one of the company's sequence
/// @param accountManagerEmail may stand instead of `accountManagerId`
/// @param invoiceDelivery `email`, `post`, `both`
/// @param podDelivery `none`, `email`, `post`, `both`
/// @param cargo all that there is to be: lines with an `id` are kept, those without are made,
/// others removed; so is `prices`
/// @param version the state of the order that the change is meant for, as it was read; null:
/// whatever it is now
record OrderInput(
        @Nullable String number,
        @Nullable Long customerId,
        @Nullable String customerExternalId,
        @Nullable Long contactId,
        @Nullable Long accountManagerId,
        @Nullable String accountManagerEmail,
        @Nullable Long tripId,
        @Nullable LocalDate orderDate,
        @Nullable String customerReference,
        @Nullable String currency,
        @Nullable Integer paymentTermsDays,
        @Nullable String invoiceDelivery,
        @Nullable String podDelivery,
        @Nullable String invoiceNote,
        @Nullable String note,
        @Nullable List<@Nullable CargoLine> cargo,
        @Nullable List<@Nullable PriceLine> prices,
        @Nullable Integer version) {

    record CargoLine(
            @Nullable Long id,
            @Nullable String description,
            @Nullable Integer packages,
            @Nullable BigDecimal weight,
            @Nullable BigDecimal volume,
            @Nullable String loadingPlace,
            @Nullable String unloadingPlace,
            @Nullable LocalDate loadingAgreed,
            @Nullable LocalDate loadingPlanned,
            @Nullable LocalDate loadingActual,
            @Nullable LocalDate unloadingAgreed,
            @Nullable LocalDate unloadingPlanned,
            @Nullable LocalDate unloadingActual) {

        Cargo cargo() {
            return new Cargo(
                    Optional.ofNullable(id).map(CargoId::new),
                    Entries.text(description).orElse(""),
                    Optional.ofNullable(packages),
                    Optional.ofNullable(weight),
                    Optional.ofNullable(volume),
                    new Stop(
                            Entries.text(loadingPlace),
                            Optional.ofNullable(loadingAgreed),
                            Optional.ofNullable(loadingPlanned),
                            Optional.ofNullable(loadingActual)),
                    new Stop(
                            Entries.text(unloadingPlace),
                            Optional.ofNullable(unloadingAgreed),
                            Optional.ofNullable(unloadingPlanned),
                            Optional.ofNullable(unloadingActual)));
        }
    }

    /// @param vatCategory as EN 16931 BT-151; null: `Z` at a rate of 0, else `S`
    record PriceLine(
            @Nullable Long id,
            @Nullable String service,
            @Nullable BigDecimal quantity,
            @Nullable BigDecimal unitPrice,
            @Nullable BigDecimal vatRate,
            @Nullable String vatCategory) {

        Price price(String field, Entries entries) {
            var rate = decimal(field + "vatRate", vatRate, entries);
            var category = Entries.code(vatCategory);
            if (category.isPresent() && category.flatMap(VatCategory::of).isEmpty()) {
                entries.add(field + "vatCategory", "order.price.vatCategory");
            }
            return new Price(
                    Optional.ofNullable(id).map(PriceId::new),
                    Entries.text(service).orElse(""),
                    decimal(field + "quantity", quantity, entries),
                    decimal(field + "unitPrice", unitPrice, entries),
                    rate,
                    category.flatMap(VatCategory::of).orElse(VatCategory.usual(rate)));
        }

        private static BigDecimal decimal(String field, @Nullable BigDecimal given, Entries entries) {
            if (given == null) {
                entries.add(field, "order.line.missing");
                return BigDecimal.ZERO;
            }
            return given;
        }
    }

    private static final CargoLine NO_CARGO =
            new CargoLine(null, null, null, null, null, null, null, null, null, null, null, null, null);
    private static final PriceLine NO_PRICE = new PriceLine(null, null, null, null, null, null);

    /// @param manager whom `accountManagerId` and `accountManagerEmail` come to
    /// @param before the order as it is; empty for a new one
    /// @throws Refusal naming each field that can't be read
    OrderEntry entry(Optional<UserId> manager, Optional<CustomerOrder> before) {
        var entries = new Entries();
        var invoices = word("invoiceDelivery", invoiceDelivery, InvoiceDelivery::of, "order.delivery.invoice", entries);
        var pods = word("podDelivery", podDelivery, PodDelivery::of, "order.delivery.pod", entries);
        var entry = new OrderEntry(
                Entries.text(number),
                Optional.ofNullable(customerId).map(CustomerId::new),
                Entries.text(customerExternalId),
                Optional.ofNullable(contactId).map(ContactId::new),
                manager,
                Optional.ofNullable(tripId).map(TripId::new),
                Optional.ofNullable(orderDate),
                Entries.text(customerReference),
                Entries.code(currency),
                Optional.ofNullable(paymentTermsDays),
                invoices,
                pods,
                Entries.text(invoiceNote),
                Entries.text(note),
                cargo == null
                        ? before.map(CustomerOrder::cargo).orElse(List.of())
                        : cargo.stream()
                                .map(c -> c == null ? NO_CARGO.cargo() : c.cargo())
                                .toList(),
                prices == null ? before.map(CustomerOrder::prices).orElse(List.of()) : lines(prices, entries));
        entries.refuse();
        return entry;
    }

    private static List<Price> lines(List<@Nullable PriceLine> prices, Entries entries) {
        var read = new ArrayList<Price>();
        for (var line : prices) {
            read.add((line == null ? NO_PRICE : line).price("prices[" + read.size() + "].", entries));
        }
        return read;
    }

    private static <T> Optional<T> word(
            String field, @Nullable String given, Function<String, Optional<T>> known, String fault, Entries entries) {
        var text = Entries.text(given);
        var found = text.flatMap(known);
        if (text.isPresent() && found.isEmpty()) {
            entries.add(field, fault);
        }
        return found;
    }
}
