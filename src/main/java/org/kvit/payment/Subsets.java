package org.kvit.payment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the one set of invoices whose open amounts add up to a payment. Bounded: it gives up rather
/// than take long. Pure.
final class Subsets {
    private static final int MOST_INVOICES = 24;
    private static final int MOST_STEPS = 20_000;

    private final List<OpenInvoice> invoices;
    private final List<BigDecimal> amounts;
    private final BigDecimal wanted;
    private final List<OpenInvoice> chosen = new ArrayList<>();
    private final List<List<OpenInvoice>> found = new ArrayList<>();
    private int steps;

    private Subsets(List<OpenInvoice> invoices, List<BigDecimal> amounts, BigDecimal wanted) {
        this.invoices = invoices;
        this.amounts = amounts;
        this.wanted = wanted;
    }

    /// @return the set of two or more, if there is exactly one
    static Optional<List<OpenInvoice>> only(List<OpenInvoice> invoices, List<BigDecimal> amounts, BigDecimal wanted) {
        if (invoices.size() > MOST_INVOICES) {
            return Optional.empty();
        }
        var search = new Subsets(invoices, amounts, wanted);
        boolean complete = search.from(0, BigDecimal.ZERO);
        return complete && search.found.size() == 1 ? Optional.of(search.found.getFirst()) : Optional.empty();
    }

    /// @return false once a second set was found or the bound is reached
    private boolean from(int at, BigDecimal sum) {
        if (++steps > MOST_STEPS) {
            return false;
        }
        int left = sum.compareTo(wanted);
        if (left == 0) {
            if (chosen.size() > 1) {
                found.add(List.copyOf(chosen));
            }
            return found.size() < 2;
        }
        if (left > 0 || at == invoices.size()) {
            return true;
        }
        chosen.add(invoices.get(at));
        boolean more = from(at + 1, sum.add(amounts.get(at)));
        chosen.removeLast();
        return more && from(at + 1, sum);
    }
}
