package org.kvit.payment;

import java.util.List;

/// One number that a text names.
///
/// @param invoices which open invoices may be meant, oldest first; none: one that isn't open (any more)
/// @param shortened known by its last digits, behind or before a number of its series
/// @param range it ends a range that began with the mention before
/// @param written as it stands in the text, letters and digits alone
record Mention(List<OpenInvoice> invoices, Level level, boolean shortened, boolean range, String written) {
    Mention {
        invoices = List.copyOf(invoices);
    }

    /// How much of a number stands there. Best first.
    enum Level {
        /// all that tells it from others: the amount or the payer is enough beside it
        WHOLE,
        /// without year or letters, or where it is not announced: the amount must be its own
        PART,
        /// the last digits, or what another word claims: amount and payer must agree
        TAIL
    }

    boolean isKnown() {
        return !invoices.isEmpty();
    }

    Mention asRange() {
        return new Mention(invoices, level, shortened, true, written);
    }
}
