package org.kvit.credit;

import org.kvit.company.Companies;
import org.kvit.customer.Customers;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Reads all that a credit note says on paper.
@Service
public class PrintedCreditNotes {
    private final Companies companies;
    private final Customers customers;
    private final CreditNotes notes;

    PrintedCreditNotes(Companies companies, Customers customers, CreditNotes notes) {
        this.companies = companies;
        this.customers = customers;
        this.notes = notes;
    }

    /// @throws org.kvit.base.Refusal if there is no such credit note
    @Transactional(readOnly = true)
    public PrintedCreditNote of(CreditNoteId id) {
        var note = notes.find(id);
        return new PrintedCreditNote(
                companies.own(),
                customers.find(note.customer().id()).card(),
                note,
                notes.lines(id).stream().map(CreditNote.Line::line).toList());
    }
}
