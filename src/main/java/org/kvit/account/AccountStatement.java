package org.kvit.account;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.kvit.base.Money;
import org.kvit.customer.CustomerId;
import org.kvit.receivable.Ageing;

/// All that was open between a customer and us on a day: invoices on the one side, money of the customer's that settles
/// nothing yet on the other.
///
/// @param invoices by currency, then oldest due date first
/// @param unused by currency, then oldest first
public record AccountStatement(CustomerId customer, LocalDate asOf, List<Open> invoices, List<Unused> unused) {
    public AccountStatement {
        invoices = List.copyOf(invoices);
        unused = List.copyOf(unused);
    }

    /// An open invoice.
    ///
    /// @param daysOverdue zero or less if it isn't overdue
    /// @param open more than zero, at most `total`
    /// @param reference that the payer should quote
    public record Open(
            long id,
            String number,
            LocalDate issueDate,
            LocalDate dueDate,
            long daysOverdue,
            Money total,
            Money open,
            Optional<String> reference) {}

    /// What is left of a payment or a credit note.
    ///
    /// @param document the credit note's number, or what the bank calls the payment
    /// @param amount more than zero
    public record Unused(boolean payment, long id, String document, LocalDate on, Money amount) {}

    /// One currency's sums. @param unused what of the customer's money settles nothing yet
    public record Balance(Ageing ageing, Money unused) {
        public String currency() {
            return ageing.currency();
        }

        /// What is owed in the end; less than zero if it is we who owe.
        public Money balance() {
            return ageing.unpaid().minus(unused);
        }
    }

    public boolean isEmpty() {
        return invoices.isEmpty() && unused.isEmpty();
    }

    /// One per currency, by its code.
    public List<Balance> balances() {
        var sums = new TreeMap<String, Balance>();
        for (var invoice : invoices) {
            var before = of(sums, invoice.open().currency());
            sums.put(
                    before.currency(),
                    new Balance(before.ageing().plus(invoice.open(), invoice.daysOverdue()), before.unused()));
        }
        for (var rest : unused) {
            var before = of(sums, rest.amount().currency());
            sums.put(
                    before.currency(),
                    new Balance(before.ageing(), before.unused().plus(rest.amount())));
        }
        return List.copyOf(sums.values());
    }

    private static Balance of(TreeMap<String, Balance> sums, String currency) {
        return sums.getOrDefault(currency, new Balance(Ageing.none(currency), Money.zero(currency)));
    }
}
