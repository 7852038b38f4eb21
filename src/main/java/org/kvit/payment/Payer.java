package org.kvit.payment;

import java.util.List;

/// A customer as payments show it.
///
/// @param country ISO 3166-1 alpha-2: says what kind of reference it was given
/// @param accounts from which it is known to pay
public record Payer(long customer, String name, String country, List<String> accounts) {
    public Payer {
        accounts = List.copyOf(accounts);
    }
}
