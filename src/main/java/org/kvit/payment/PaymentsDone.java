package org.kvit.payment;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kvit.ui.Page;

/// What was just done in the list of payments, for the line that says so.
///
/// @param made so many payments were made by hand
/// @param linked so many were linked by themselves; -1: nobody asked @param suggested so many got proposals
/// @param accepted so many proposals were accepted @param gone so many couldn't be @param change by which it is undone
/// @param undone of so many payments something was taken back; -1: of none, nobody asked
public record PaymentsDone(int made, int linked, int suggested, int accepted, int gone, long change, int undone) {
    /// As the address says it; what it doesn't say didn't happen.
    record Said(
            @Nullable Integer made,
            @Nullable Integer linked,
            @Nullable Integer suggested,
            @Nullable Integer accepted,
            @Nullable Integer gone,
            @Nullable Long change,
            @Nullable Integer undone) {
        PaymentsDone done() {
            return new PaymentsDone(
                    or(made, 0),
                    or(linked, -1),
                    or(suggested, 0),
                    or(accepted, 0),
                    or(gone, 0),
                    change == null ? 0 : change,
                    or(undone, -1));
        }

        private static int or(@Nullable Integer said, int otherwise) {
            return said == null ? otherwise : said;
        }
    }

    public boolean canBeUndone() {
        return accepted > 0 && change > 0;
    }

    /// In words; empty if nothing was done.
    public Optional<String> words(Page page) {
        if (made > 0) {
            return Optional.of(page.text("payment.done.made", made));
        }
        if (linked >= 0) {
            return Optional.of(page.text("payment.done.matched", linked, suggested));
        }
        if (undone >= 0) {
            return Optional.of(page.text("payment.done.undone.some", undone));
        }
        return accepted + gone > 0
                ? Optional.of(page.text("payment.done.accepted", accepted)
                        + (gone > 0 ? " " + page.text("payment.done.gone", gone) : ""))
                : Optional.empty();
    }
}
