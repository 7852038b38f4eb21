package org.kvit.order;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.kvit.base.LineTotals;
import org.kvit.base.UserId;
import org.kvit.customer.ContactId;
import org.kvit.customer.CustomerId;
import org.kvit.customer.PodDelivery;
import org.kvit.customer.Settlement;

/// What a customer ordered of us.
///
/// @param contact the customer's manager: who placed it
/// @param accountManager ours
/// @param invoice the one it is on
/// @param settlement how the invoice and the proof of delivery (POD) are sent
/// @param invoiceNote printed on the invoice
/// @param note for us only
/// @param podAttached whether a proof of delivery is among its attachments
/// @param version how often it, its cargo or its prices were changed
public record CustomerOrder(
        OrderId id,
        String number,
        Customer customer,
        Optional<Contact> contact,
        Optional<AccountManager> accountManager,
        Optional<OnTrip> trip,
        Optional<OnInvoice> invoice,
        LocalDate orderDate,
        Optional<String> customerReference,
        String currency,
        int paymentTermsDays,
        Settlement settlement,
        Optional<String> invoiceNote,
        Optional<String> note,
        List<Cargo> cargo,
        List<Price> prices,
        boolean podAttached,
        int version,
        Instant createdAt) {

    /// Whose order it is. @param externalId its id in other systems
    public record Customer(CustomerId id, String name, Optional<String> externalId, String language) {}

    public record Contact(ContactId id, String name, Optional<String> email) {}

    public record AccountManager(UserId id, String name, String email) {}

    public record OnTrip(TripId id, String number, boolean approved) {}

    /// @param id of an invoice, which is above us
    public record OnInvoice(long id, String number, boolean approved) {}

    /// Whether its trip is approved, so that cargo, prices, customer and currency stay as they are.
    public boolean isLocked() {
        return trip.filter(OnTrip::approved).isPresent();
    }

    /// Whether no other customer can be chosen: a trip locks it, or an approved invoice is the customer's.
    public boolean hasFixedCustomer() {
        return isLocked() || invoice.filter(OnInvoice::approved).isPresent();
    }

    /// Whether all of its cargo is unloaded; false of an order without any.
    public boolean isDelivered() {
        return !cargo.isEmpty() && cargo.stream().allMatch(Cargo::isDelivered);
    }

    /// Whether a proof of delivery goes with the invoice and isn't there.
    public boolean isPodMissing() {
        return settlement.pod() != PodDelivery.NONE && !podAttached;
    }

    CustomerOrder with(List<Cargo> loaded, List<Price> charged) {
        return new CustomerOrder(
                id,
                number,
                customer,
                contact,
                accountManager,
                trip,
                invoice,
                orderDate,
                customerReference,
                currency,
                paymentTermsDays,
                settlement,
                invoiceNote,
                note,
                loaded,
                charged,
                podAttached,
                version,
                createdAt);
    }

    public LineTotals total() {
        return LineTotals.of(prices, currency);
    }

    public String path() {
        return "/orders/" + id.value();
    }
}
