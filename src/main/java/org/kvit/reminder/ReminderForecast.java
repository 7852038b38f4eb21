package org.kvit.reminder;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.kvit.base.Money;
import org.kvit.customer.CustomerId;
import org.kvit.payment.StatementAge;

/// What would go out to some customers if it were sent now: planned as a run is, and not kept.
///
/// @param levels those that have letters, the lowest first
/// @param customers how many get a letter
/// @param left who gets none, by reason, the most frequent first
/// @param held invoices that stay out though their customer gets a letter
public record ReminderForecast(List<Level> levels, int customers, List<Left> left, int held, StatementAge statements) {

    /// @param sums what its letters ask for, one per currency
    public record Level(int level, String name, int letters, int invoices, List<Money> sums) {}

    /// Customers that get nothing for one kind of reason: the one that holds most of their invoices.
    ///
    /// @param reason last part of a key of the reasons (`reminder.leftOut.…`), such as `promised`; or `notDue`
    /// @param first some of them, by name
    public record Left(String reason, int customers, List<Named> first) {}

    public record Named(CustomerId customer, String name) {}

    public int letters() {
        return levels.stream().mapToInt(Level::letters).sum();
    }

    public int invoices() {
        return levels.stream().mapToInt(Level::invoices).sum();
    }

    /// What all letters ask for, one per currency.
    public List<Money> sums() {
        return List.copyOf(levels.stream()
                .flatMap(level -> level.sums().stream())
                .collect(Collectors.toMap(Money::currency, m -> m, Money::plus, TreeMap::new))
                .values());
    }

    public int customersLeft() {
        return left.stream().mapToInt(Left::customers).sum();
    }
}
