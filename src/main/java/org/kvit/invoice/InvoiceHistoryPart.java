package org.kvit.invoice;

import java.util.List;
import org.kvit.company.History;
import org.kvit.ui.Page;

/// What other modules know of an invoice's history, as beans.
public interface InvoiceHistoryPart {
    /// In the reader's words.
    List<History.Change> of(InvoiceId invoice, Page page);
}
