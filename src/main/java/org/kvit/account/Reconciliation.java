package org.kvit.account;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.kvit.base.Money;
import org.kvit.customer.CustomerId;

/// What moved on a customer's account in a period, currency by currency.
///
/// @param accounts by currency; those alone that had a balance or moved
public record Reconciliation(CustomerId customer, LocalDate from, LocalDate to, List<Account> accounts) {
    public Reconciliation {
        accounts = List.copyOf(accounts);
    }

    /// What kind of thing changed the balance.
    public enum Kind {
        /// the customer owes more
        INVOICE,
        CREDIT_NOTE,
        /// money of the customer's: what of a payment settles its invoices, or is left over and its
        PAYMENT,
        /// money that we gave back
        REFUND,
        /// what is no longer asked for of an invoice
        WRITE_OFF,
        /// what of a payment's surplus we were told to keep
        SURPLUS;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param id of the invoice, credit note or payment that it leads to
    /// @param document its number; empty for a payment that the bank has no name for
    /// @param amount more than zero if the customer owes more by it
    public record Movement(Kind kind, LocalDate on, long id, String document, Money amount) {
        /// The page of what moved.
        public String path() {
            return switch (kind) {
                case INVOICE, WRITE_OFF -> "/invoices/" + id;
                case CREDIT_NOTE -> "/credit-notes/" + id;
                case PAYMENT, REFUND, SURPLUS -> "/payments/" + id;
            };
        }

        public Money debit() {
            return amount.isPositive() ? amount : Money.zero(amount.currency());
        }

        public Money credit() {
            return amount.isPositive() ? Money.zero(amount.currency()) : negated(amount);
        }
    }

    /// One currency. @param opening on the morning of the first day; less than zero if we owed
    public record Account(Money opening, List<Movement> movements) {
        public Account {
            movements = List.copyOf(movements);
        }

        public String currency() {
            return opening.currency();
        }

        public Money debit() {
            return movements.stream().map(Movement::debit).reduce(Money.zero(currency()), Money::plus);
        }

        public Money credit() {
            return movements.stream().map(Movement::credit).reduce(Money.zero(currency()), Money::plus);
        }

        /// On the evening of the last day.
        public Money closing() {
            return opening.plus(debit()).minus(credit());
        }
    }

    public boolean isEmpty() {
        return accounts.isEmpty();
    }

    static Money negated(Money amount) {
        return Money.zero(amount.currency()).minus(amount);
    }
}
