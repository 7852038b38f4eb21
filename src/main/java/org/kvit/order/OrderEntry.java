package org.kvit.order;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.kvit.base.UserId;
import org.kvit.customer.ContactId;
import org.kvit.customer.CustomerId;
import org.kvit.customer.InvoiceDelivery;
import org.kvit.customer.PodDelivery;

/// An order as somebody enters it, new or changed.
///
/// What a new one leaves empty follows from the client card (account manager, currency, terms, delivery),
/// the company's sequence (number) and today (date). Of a changed one, what can't be empty stays as it was
/// if it is left so.
///
/// @param customer this or the external id names the customer, or both do
/// @param cargo those with an id are kept, those without are made, others removed; so are `prices`
public record OrderEntry(
        Optional<String> number,
        Optional<CustomerId> customer,
        Optional<String> customerExternalId,
        Optional<ContactId> contact,
        Optional<UserId> accountManager,
        Optional<TripId> trip,
        Optional<LocalDate> orderDate,
        Optional<String> customerReference,
        Optional<String> currency,
        Optional<Integer> paymentTermsDays,
        Optional<InvoiceDelivery> invoiceDelivery,
        Optional<PodDelivery> podDelivery,
        Optional<String> invoiceNote,
        Optional<String> note,
        List<Cargo> cargo,
        List<Price> prices) {}
