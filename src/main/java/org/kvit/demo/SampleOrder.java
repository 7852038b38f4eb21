package org.kvit.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A customer order of the demo, as it stands today.
///
/// @param reference the customer's own
/// @param invoice of the trade's that it is on; empty if it is on none, or is put on one by the services
/// @param note of texts `demo.orderNote.<note>`, for us only @param invoiceNote of texts
/// `demo.invoiceNote.<note>`
record SampleOrder(
        String number,
        SampleCustomer customer,
        Fate fate,
        LocalDate ordered,
        String reference,
        List<Cargo> cargo,
        List<SampleInvoice.Line> prices,
        Optional<SampleInvoice> invoice,
        Optional<Integer> note,
        Optional<Integer> invoiceNote) {

    /// What has become of it.
    enum Fate {
        /// on an invoice that the customer has
        INVOICED,
        /// on an invoice that is approved and still to be sent
        APPROVED,
        /// on a draft
        DRAFT,
        /// unloaded, and to be invoiced
        DELIVERED,
        /// unloaded, but nobody has brought the proof of delivery yet
        PROOFLESS,
        /// loaded
        UNDER_WAY,
        AHEAD;

        boolean delivered() {
            return this != UNDER_WAY && this != AHEAD;
        }
    }

    /// @param actual empty: not yet
    record Stop(String place, LocalDate agreed, LocalDate planned, Optional<LocalDate> actual) {}

    record Cargo(SampleGoods goods, int pallets, Stop loading, Stop unloading) {}

    LocalDate loading() {
        return cargo.getFirst().loading().planned();
    }

    LocalDate unloading() {
        var last = cargo.getLast().unloading();
        return last.actual().orElse(last.planned());
    }

    /// Where it goes outside the European Union it bears no VAT: the transport of exported goods is zero
    /// rated.
    boolean export() {
        return customer.country().equals("LV") && SampleOrders.ABROAD.contains(destination());
    }

    String origin() {
        return cargo.getFirst().loading().place();
    }

    String destination() {
        return cargo.getLast().unloading().place();
    }

    /// As EN 16931 BT-151.
    String vatCategory() {
        return !customer.country().equals("LV") ? "AE" : export() ? "Z" : "S";
    }

    int vatRate() {
        return export() ? 0 : SampleInvoice.vatRate(customer);
    }

    /// How many proofs of delivery have come: one a place of unloading.
    int proofs() {
        boolean kept = !customer.podDelivery().equals("none") || customer.position() % 3 == 0;
        return fate.delivered() && fate != Fate.PROOFLESS && kept ? cargo.size() : 0;
    }

    SampleOrder numbered(String given) {
        return new SampleOrder(given, customer, fate, ordered, reference, cargo, prices, invoice, note, invoiceNote);
    }
}
