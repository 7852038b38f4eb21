package org.kvit.payment;

import java.util.List;
import java.util.Locale;
import org.kvit.base.Refusal;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Saves what somebody has set in the link window.
@Component
class LinkSaving {
    private final OpenInvoices invoices;
    private final Links links;

    LinkSaving(OpenInvoices invoices, Links links) {
        this.invoices = invoices;
        this.links = links;
    }

    /// @param act `link` or `unlink`: with what is marked
    /// @return whether anything changed: who only looks at a payment decides nothing
    /// @throws Refusal naming each amount that won't do, as `amount-ID` or by its place in the form
    @Transactional
    public boolean save(Payment payment, LinkForm form, String act, Locale locale) {
        var known = invoices.some(payment, form.invoices());
        var set =
                switch (act) {
                    case "link" -> form.linking(payment, known, locale);
                    case "unlink" -> form.unlinking();
                    default -> form;
                };
        return replace(payment, form.seen(), ProposalReasons.of(payment, set.wanted(payment, known)));
    }

    /// Takes a proposal as it is. @param rank of it
    /// @throws Refusal if it isn't possible any more
    @Transactional
    public boolean take(Payment payment, String seen, int rank) {
        return replace(
                payment,
                seen,
                payment.proposals().stream()
                        .filter(p -> p.rank() == rank)
                        .findFirst()
                        .map(ProposalReasons::taken)
                        .orElseThrow(() -> Refusal.conflict("payment.proposal.gone")));
    }

    private boolean replace(Payment payment, String seen, List<Links.Wanted> wanted) {
        if (LinkForm.told(payment, wanted).equals(seen)) {
            return false;
        }
        links.replace(payment.id(), seen, wanted);
        return true;
    }
}
