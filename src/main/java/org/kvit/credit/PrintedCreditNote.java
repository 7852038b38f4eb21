package org.kvit.credit;

import java.util.List;
import org.kvit.base.LineTotals;
import org.kvit.company.Company;
import org.kvit.customer.ClientCard;
import org.kvit.invoice.InvoiceLine;

/// All that a credit note says on paper, before it is put into words.
///
/// @param company ours
/// @param customer as the client card has it now
/// @param lines none if only the total is known
public record PrintedCreditNote(Company company, ClientCard customer, CreditNote note, List<InvoiceLine> lines) {

    LineTotals sum() {
        return LineTotals.of(lines, note.total().currency());
    }
}
