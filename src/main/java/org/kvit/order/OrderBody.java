package org.kvit.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kvit.base.LineTotals;
import org.kvit.base.Money;

/// An order as programs read it: amounts as decimal strings in `currency`. What they may change of it can
/// be sent back as it is.
///
/// @param contactId the customer's manager, who placed it
/// @param locked whether its trip is approved, so that cargo, prices, customer and currency stay as they
/// are
/// @param invoiceId the invoice it is on
/// @param delivered whether all of its cargo is unloaded
/// @param podAttached whether a proof of delivery is among its attachments
/// @param version counts its changes; sent back, it says which state of the order was read
record OrderBody(
        long id,
        String number,
        long customerId,
        @Nullable String customerExternalId,
        String customerName,
        @Nullable Long contactId,
        @Nullable String contactName,
        @Nullable Long accountManagerId,
        @Nullable String accountManagerEmail,
        @Nullable String accountManagerName,
        @Nullable Long tripId,
        @Nullable String tripNumber,
        boolean locked,
        @Nullable Long invoiceId,
        @Nullable String invoiceNumber,
        LocalDate orderDate,
        @Nullable String customerReference,
        String currency,
        int paymentTermsDays,
        String invoiceDelivery,
        String podDelivery,
        @Nullable String invoiceNote,
        @Nullable String note,
        List<CargoBody> cargo,
        List<PriceBody> prices,
        List<VatBody> vat,
        String netTotal,
        String vatTotal,
        String total,
        boolean delivered,
        boolean podAttached,
        int version,
        Instant createdAt) {

    /// @param weight in kg @param volume in m³
    record CargoBody(
            @Nullable Long id,
            String description,
            @Nullable Integer packages,
            @Nullable String weight,
            @Nullable String volume,
            @Nullable String loadingPlace,
            @Nullable String unloadingPlace,
            @Nullable LocalDate loadingAgreed,
            @Nullable LocalDate loadingPlanned,
            @Nullable LocalDate loadingActual,
            @Nullable LocalDate unloadingAgreed,
            @Nullable LocalDate unloadingPlanned,
            @Nullable LocalDate unloadingActual) {

        static CargoBody of(Cargo c) {
            return new CargoBody(
                    c.id().map(CargoId::value).orElse(null),
                    c.description(),
                    c.packages().orElse(null),
                    c.weight().map(BigDecimal::toPlainString).orElse(null),
                    c.volume().map(BigDecimal::toPlainString).orElse(null),
                    c.loading().place().orElse(null),
                    c.unloading().place().orElse(null),
                    c.loading().agreed().orElse(null),
                    c.loading().planned().orElse(null),
                    c.loading().actual().orElse(null),
                    c.unloading().agreed().orElse(null),
                    c.unloading().planned().orElse(null),
                    c.unloading().actual().orElse(null));
        }
    }

    /// @param vatCategory as EN 16931 BT-151: `S`, `Z`, `E`, `AE`, `K`, `G`, `O`
    record PriceBody(
            @Nullable Long id,
            String service,
            String quantity,
            String unitPrice,
            String vatRate,
            String vatCategory,
            String netAmount) {

        static PriceBody of(Price p, String currency) {
            return new PriceBody(
                    p.id().map(PriceId::value).orElse(null),
                    p.service(),
                    Entries.plain(p.quantity()),
                    Entries.plain(p.unitPrice()),
                    Entries.plain(p.vatRate()),
                    p.vatCategory().code(),
                    decimal(p.net(currency)));
        }
    }

    record VatBody(String vatRate, String vatCategory, String netAmount, String vatAmount) {
        static VatBody of(LineTotals.Vat v) {
            return new VatBody(Entries.plain(v.rate()), v.category().code(), decimal(v.net()), decimal(v.amount()));
        }
    }

    static OrderBody of(CustomerOrder o) {
        var sum = o.total();
        return new OrderBody(
                o.id().value(),
                o.number(),
                o.customer().id().value(),
                o.customer().externalId().orElse(null),
                o.customer().name(),
                o.contact().map(c -> c.id().value()).orElse(null),
                o.contact().map(CustomerOrder.Contact::name).orElse(null),
                o.accountManager().map(m -> m.id().value()).orElse(null),
                o.accountManager().map(CustomerOrder.AccountManager::email).orElse(null),
                o.accountManager().map(CustomerOrder.AccountManager::name).orElse(null),
                o.trip().map(t -> t.id().value()).orElse(null),
                o.trip().map(CustomerOrder.OnTrip::number).orElse(null),
                o.isLocked(),
                o.invoice().map(CustomerOrder.OnInvoice::id).orElse(null),
                o.invoice().map(CustomerOrder.OnInvoice::number).orElse(null),
                o.orderDate(),
                o.customerReference().orElse(null),
                o.currency(),
                o.paymentTermsDays(),
                o.settlement().invoice().code(),
                o.settlement().pod().code(),
                o.invoiceNote().orElse(null),
                o.note().orElse(null),
                o.cargo().stream().map(CargoBody::of).toList(),
                o.prices().stream().map(p -> PriceBody.of(p, o.currency())).toList(),
                sum.byRate().stream().map(VatBody::of).toList(),
                decimal(sum.net()),
                decimal(sum.vat()),
                decimal(sum.total()),
                o.isDelivered(),
                o.podAttached(),
                o.version(),
                o.createdAt());
    }

    private static String decimal(Money money) {
        return money.amount().toPlainString();
    }
}
