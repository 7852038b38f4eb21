package org.kvit.credit;

import java.util.List;
import java.util.Optional;
import org.kvit.base.LineTotals;
import org.kvit.base.Words;
import org.kvit.company.History;
import org.kvit.invoice.InvoiceLine;
import org.kvit.mail.Mail;
import org.kvit.ui.Faults;
import org.kvit.ui.Page;

/// What a credit note's page shows.
///
/// @param candidates against what it could be set off
/// @param mails that carried it, the newest first
/// @param problem why the links were not saved
public record CreditNotePage(
        CreditNote note,
        List<InvoiceLine> lines,
        List<CreditLinks.Linked> links,
        List<CreditCandidates.Candidate> candidates,
        CreditLinkForm form,
        List<Mail> mails,
        List<History.Change> changes,
        Faults faults,
        Optional<Words> problem) {

    public LineTotals sum() {
        return LineTotals.of(lines, note.total().currency());
    }

    /// The amount that stands beside an open invoice: all of it, as far as the credit note reaches.
    public String offered(CreditCandidates.Candidate candidate, Page page) {
        return CreditLinkForm.shown(candidate.open().min(note.left()), page.locale());
    }

    /// Whether there is anything to link or unlink.
    public boolean linkable() {
        return !links.isEmpty() || (note.left().isPositive() && !candidates.isEmpty());
    }
}
