package org.kvit.payment;

import java.util.List;
import java.util.Optional;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.ui.Faults;

/// A payment with what it is linked to above, and what it might be linked to below.
///
/// @param address the list that one comes from and goes back to
/// @param form the links as they are, or as somebody has set them
/// @param linked what is linked by the form
/// @param open invoices to link @param more there are more of them than these
/// @param find what they were searched by
/// @param faults of the form, by `amount-ID`; `links` for all of it
/// @param problem what stood in the way of the form as a whole
/// @param waiting so many others of the list are still to be linked; at most 1001
/// @param saved another payment of which the links have just been saved
/// @param limit up to so much may be written off
public record LinkWindow(
        Payment payment,
        PaymentsAddress address,
        LinkForm form,
        List<Row> linked,
        List<Row> open,
        boolean more,
        String find,
        Faults faults,
        Optional<Words> problem,
        int waiting,
        Optional<SavedLinks> saved,
        Optional<Money> limit) {

    /// An invoice in either of the two lists.
    ///
    /// @param amount as typed; empty if it isn't linked
    /// @param link that the payment has with it
    /// @param fits what is open is what is left of the payment
    public record Row(
            OpenInvoices.Candidate invoice, String amount, Optional<Payment.Link> link, boolean marked, boolean fits) {}

    public String path() {
        return "/payments/" + payment.id().value();
    }

    /// A part of this window's address, with the list that it knows. @param part such as `/links`
    public String at(String part) {
        return address.at(path() + part);
    }

    public boolean voided() {
        return payment.voidedFor().isPresent();
    }

    /// What is linked by the form, as far as its amounts can be read.
    public Money sum() {
        var currency = payment.amount().currency();
        var all = Money.zero(currency);
        for (var row : linked) {
            all = all.plus(TypedAmount.parse(row.amount(), 4, form.locale())
                    .map(a -> new Money(a, currency))
                    .orElse(Money.zero(currency)));
        }
        return all;
    }

    /// What would be left of the payment if the form were saved; less than nothing if it takes too much.
    public Money left() {
        return payment.linkable().minus(sum());
    }

    /// Whether the form differs from what the payment is linked with.
    public boolean changed() {
        try {
            return !LinkForm.told(payment, form.wanted(payment, List.of())).equals(payment.linksSeen());
        } catch (Refusal unreadable) {
            return true;
        }
    }
}
