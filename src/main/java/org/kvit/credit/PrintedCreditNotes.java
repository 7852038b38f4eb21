package org.kvit.credit;

import org.kvit.invoice.Invoices;
import org.kvit.invoice.NamedParties;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Reads all that a credit note says on paper.
@Service
public class PrintedCreditNotes {
    private final NamedParties parties;
    private final Invoices invoices;
    private final CreditNotes notes;

    PrintedCreditNotes(NamedParties parties, Invoices invoices, CreditNotes notes) {
        this.parties = parties;
        this.invoices = invoices;
        this.notes = notes;
    }

    /// @throws org.kvit.base.Refusal if there is no such credit note
    @Transactional(readOnly = true)
    public PrintedCreditNote of(CreditNoteId id) {
        var note = notes.find(id);
        var named = parties.of(invoices.find(note.invoice().id()));
        return new PrintedCreditNote(
                named.company(),
                named.customer(),
                note,
                notes.lines(id).stream().map(CreditNote.Line::line).toList());
    }
}
