package org.kvit.payment;

import java.util.List;
import java.util.Optional;
import org.kvit.base.Money;
import org.kvit.base.Words;
import org.kvit.ui.Faults;
import org.kvit.ui.Page;

/// A payment as its page shows it.
///
/// @param form the links as they are, or as somebody has ticked them
/// @param candidates invoices to link
/// @param more there are more of them than are shown
/// @param query what they were searched by
/// @param faults of the form, by `amount-ID`; `links` for all of it
/// @param problem what stood in the way of the form as a whole
/// @param newer the previous open payment in the list, `older` the next
public record PaymentPage(
        Payment payment,
        LinkForm form,
        List<OpenInvoices.Candidate> candidates,
        boolean more,
        String query,
        Faults faults,
        Optional<Words> problem,
        Optional<PaymentId> newer,
        Optional<PaymentId> older) {

    public String path() {
        return "/payments/" + payment.id().value();
    }

    public boolean voided() {
        return payment.voidedFor().isPresent();
    }

    /// Whether anything more can be linked: there is money left, or somebody has taken some back on the form.
    public boolean offers() {
        return !voided()
                && (payment.unallocated().isPositive()
                        || form.ticked().size() < payment.links().size()
                        || problem.isPresent()
                        || !faults.isEmpty());
    }

    /// What an invoice's amount field begins with: what is open, or what is left of the payment.
    public String offered(OpenInvoices.Candidate candidate, Page page) {
        var left = payment.unallocated();
        return LinkForm.typed(left.isPositive() ? candidate.open().min(left) : candidate.open(), page.locale());
    }

    public String linked(Payment.Link link, Page page) {
        return LinkForm.typed(link.amount(), page.locale());
    }

    /// What would be left of the payment if the form were saved; empty if it can't be.
    public Optional<Money> left() {
        try {
            var sum = form.wanted(payment, candidates).stream()
                    .map(Links.Wanted::amount)
                    .reduce(java.math.BigDecimal.ZERO, java.math.BigDecimal::add);
            return Optional.of(
                    payment.linkable().minus(new Money(sum, payment.amount().currency())));
        } catch (org.kvit.base.Refusal e) {
            return Optional.empty();
        }
    }
}
