package org.kvit.payment;

import java.util.List;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.invoice.InvoiceId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Saves what somebody has set in the link window: the links, and what small differences are given up with them.
@Component
class LinkSaving {
    private final OpenInvoices invoices;
    private final Links links;
    private final WriteOffs writeOffs;

    LinkSaving(OpenInvoices invoices, Links links, WriteOffs writeOffs) {
        this.invoices = invoices;
        this.links = links;
        this.writeOffs = writeOffs;
    }

    /// @param act `link` or `unlink`: with what is marked
    /// @return whether the links changed: who only looks at a payment decides nothing
    /// @throws Refusal naming each amount that won't do, as `amount-ID` or by its place in the form;
    /// then nothing is saved
    @Transactional
    public boolean save(Payment payment, LinkForm form, String act) {
        var known = invoices.some(payment, form.invoices());
        var set = switch (act) {
            case "link" -> form.linking(payment, known);
            case "unlink" -> form.unlinking();
            default -> form;
        };
        boolean changed = replace(payment, form.seen(), ProposalReasons.of(payment, set.wanted(payment, known)));
        giveUp(payment.id(), form);
        return changed;
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
                        .map(p -> ProposalReasons.of(payment, payment.with(p)))
                        .orElseThrow(() -> Refusal.conflict("payment.proposal.gone")));
    }

    private boolean replace(Payment payment, String seen, List<Links.Wanted> wanted) {
        if (LinkForm.told(payment, wanted).equals(seen)) {
            return false;
        }
        links.replace(payment.id(), seen, wanted);
        return true;
    }

    private void giveUp(PaymentId payment, LinkForm form) {
        var reason = new WriteOff.Reason(form.reason(), "");
        for (long invoice : form.givenUp()) {
            if (invoice == LinkForm.SURPLUS) {
                writeOffs.writeOffSurplus(payment, reason, Optional.empty());
            } else {
                writeOffs.writeOff(
                        new InvoiceId(invoice), Optional.of(payment), reason, Optional.empty(), Optional.empty());
            }
        }
    }
}
