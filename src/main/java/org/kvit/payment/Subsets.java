package org.kvit.payment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// Finds the sets of invoices whose open amounts add up to a payment. Bounded: it gives up rather than take
/// long. Pure.
final class Subsets {
    private static final int MOST_INVOICES = 40;
    private static final int MOST_STEPS = 20_000;
    private static final int SCALE = 5;

    private final long[] amounts;
    private final long[] rest;
    private final long wanted;
    private final int most;
    private final ArrayList<Integer> chosen = new ArrayList<>();
    private final List<List<Integer>> found = new ArrayList<>();
    private int steps;

    private Subsets(List<BigDecimal> open, BigDecimal wanted, int most) {
        amounts = open.stream().mapToLong(Subsets::units).toArray();
        rest = new long[amounts.length + 1];
        for (int i = amounts.length - 1; i >= 0; i--) {
            rest[i] = rest[i + 1] + amounts[i];
        }
        this.wanted = units(wanted);
        this.most = most;
    }

    /// Sets of two or more, those of few invoices and of old ones first.
    ///
    /// @param invoices oldest first @param open what is open of each @param most so many sets at most
    static List<List<OpenInvoice>> of(List<OpenInvoice> invoices, List<BigDecimal> open, BigDecimal wanted, int most) {
        if (invoices.size() > MOST_INVOICES || open.stream().anyMatch(a -> !fits(a)) || !fits(wanted)) {
            return List.of();
        }
        var search = new Subsets(open, wanted, most);
        for (int size = 2; size <= invoices.size() && search.goesOn(); size++) {
            search.from(0, 0, size);
        }
        return search.found.stream()
                .map(set -> set.stream().map(invoices::get).toList())
                .toList();
    }

    private void from(int at, long sum, int size) {
        steps++;
        if (chosen.size() == size) {
            if (sum == wanted) {
                found.add(List.copyOf(chosen));
            }
            return;
        }
        for (int i = at; i <= amounts.length - (size - chosen.size()) && goesOn(); i++) {
            if (sum + rest[i] < wanted) {
                return;
            }
            if (sum + amounts[i] <= wanted) {
                chosen.add(i);
                from(i + 1, sum + amounts[i], size);
                chosen.removeLast();
            }
        }
    }

    private boolean goesOn() {
        return steps < MOST_STEPS && found.size() < most;
    }

    private static boolean fits(BigDecimal amount) {
        return amount.scale() <= SCALE && amount.precision() - amount.scale() < 12;
    }

    private static long units(BigDecimal amount) {
        return amount.movePointRight(SCALE).longValueExact();
    }
}
