package org.kvit.account;

import java.time.LocalDate;
import org.kvit.company.Company;

/// All that one letter says, before it is put into words.
public sealed interface AccountLetter {
    Company from();

    Party to();

    LocalDate today();

    /// Whether it has nothing to tell.
    boolean isEmpty();

    /// All that is open as of a date.
    record OfStatement(Company from, Party to, LocalDate today, AccountStatement account) implements AccountLetter {
        @Override
        public boolean isEmpty() {
            return account.isEmpty();
        }
    }

    /// What moved in a period.
    record OfReconciliation(Company from, Party to, LocalDate today, Reconciliation account) implements AccountLetter {
        @Override
        public boolean isEmpty() {
            return account.isEmpty();
        }
    }
}
