package org.kvit.account;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.TreeMap;
import org.kvit.base.Money;
import org.kvit.customer.CustomerId;

/// What would go out: before it does.
///
/// @param letters how many customers would be written to
/// @param sums of their balances, by currency
public record Forecast(int letters, List<Money> sums, List<Left> left) {
    private static final int NAMED = 5;

    /// Customers that get nothing for the same reason. @param first some of them
    public record Left(LeftOut reason, int customers, List<Named> first) {}

    public record Named(CustomerId customer, String name) {}

    /// How many are left out.
    public int customersLeft() {
        return left.stream().mapToInt(Left::customers).sum();
    }

    /// Adds up customer by customer.
    static final class Tally {
        private final TreeMap<String, Money> sums = new TreeMap<>();
        private final EnumMap<LeftOut, List<Named>> left = new EnumMap<>(LeftOut.class);
        private int letters;

        void add(AccountReading.Read read, boolean alsoEmpty) {
            var reason = LeftOut.of(read.to(), read.letter(), alsoEmpty);
            if (reason.isPresent()) {
                left.computeIfAbsent(reason.get(), _ -> new ArrayList<>())
                        .add(new Named(read.to().customer(), read.to().name()));
                return;
            }
            letters++;
            balances(read.letter().orElseThrow()).forEach(b -> sums.merge(b.currency(), b, Money::plus));
        }

        Forecast done() {
            return new Forecast(
                    letters,
                    List.copyOf(sums.values()),
                    left.entrySet().stream()
                            .map(e -> new Left(
                                    e.getKey(),
                                    e.getValue().size(),
                                    List.copyOf(e.getValue()
                                            .subList(
                                                    0,
                                                    Math.min(NAMED, e.getValue().size())))))
                            .toList());
        }

        private static List<Money> balances(AccountLetter letter) {
            return switch (letter) {
                case AccountLetter.OfStatement s ->
                    s.account().balances().stream()
                            .map(AccountStatement.Balance::balance)
                            .toList();
                case AccountLetter.OfReconciliation r ->
                    r.account().accounts().stream()
                            .map(Reconciliation.Account::closing)
                            .toList();
            };
        }
    }
}
