package org.kvit.payment;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a list comes to, and what it would come to in other states.
///
/// @param all sums by state and currency, whatever the list is narrowed to in these two
public record PaymentSums(List<Payments.Sum> all, PaymentFilter filter) {
    private static final List<String> OPEN = List.of("unlinked", "partly");

    /// What the list comes to in a currency. Those that were taken back don't count, unless they alone are shown.
    public List<Payments.Sum> totals() {
        Map<String, Payments.Sum> totals = new TreeMap<>();
        all.stream()
                .filter(s -> is(s, filter.state()))
                .filter(s -> filter.state().equals("voided") || !s.state().equals("voided"))
                .filter(s -> inCurrency(s))
                .forEach(s -> totals.merge(s.amount().currency(), s, PaymentSums::together));
        return List.copyOf(totals.values());
    }

    /// How many payments a state's list has. @param state `all`, or as [PaymentFilter#state]
    public int count(String state) {
        return all.stream()
                .filter(s -> is(s, state.equals("all") ? "" : state))
                .filter(this::inCurrency)
                .mapToInt(Payments.Sum::payments)
                .sum();
    }

    public List<String> currencies() {
        return all.stream().map(s -> s.amount().currency()).distinct().toList();
    }

    private boolean inCurrency(Payments.Sum sum) {
        return filter.currency().isEmpty()
                || filter.currency().equals(sum.amount().currency());
    }

    private static boolean is(Payments.Sum sum, String state) {
        return state.isEmpty() || (state.equals("open") ? OPEN.contains(sum.state()) : state.equals(sum.state()));
    }

    private static Payments.Sum together(Payments.Sum one, Payments.Sum other) {
        return new Payments.Sum(
                one.state(),
                one.payments() + other.payments(),
                one.amount().plus(other.amount()),
                one.linked().plus(other.linked()),
                one.unallocated().plus(other.unallocated()));
    }
}
