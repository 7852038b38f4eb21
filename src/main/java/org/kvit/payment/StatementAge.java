package org.kvit.payment;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How new the bank statements are: whether they can say who has paid.
///
/// @param accounts ours that statements come of, those that are warned of first
/// @param expected whether statements come by themselves, so that none at all is a matter of concern
public record StatementAge(List<Account> accounts, boolean expected) {

    /// @param account IBAN, or the bank's other identification
    /// @param newest the last day that any statement of it covers
    /// @param days from then to today, 0 or more
    /// @param old whether that is longer than the company allows
    public record Account(String account, LocalDate newest, long days, boolean old) {}

    /// Nobody knows who has paid.
    public boolean none() {
        return accounts.isEmpty();
    }

    public boolean old() {
        return accounts.stream().anyMatch(Account::old);
    }

    /// The last day that any statement covers.
    public Optional<LocalDate> newest() {
        return accounts.stream().map(Account::newest).max(Comparator.naturalOrder());
    }
}
