package org.kvit.receivable;

import java.util.Optional;
import org.kvit.base.UserId;
import org.kvit.customer.CustomerId;
import org.kvit.customer.Reach;

/// Which customers the debtors' list shows. What is empty doesn't narrow it.
///
/// @param search part of the customer's name or registration number, in any case
/// @param country ISO 3166-1 alpha-2
/// @param currency ISO 4217: only what is owed in it
public record DebtorFilter(
        boolean overdueOnly,
        String search,
        Optional<Reach> reach,
        Optional<UserId> manager,
        Optional<String> country,
        Optional<String> currency,
        Optional<CustomerId> customer) {

    public static final DebtorFilter ALL = new DebtorFilter(
            false, "", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public DebtorFilter onlyOverdue() {
        return new DebtorFilter(true, search, reach, manager, country, currency, customer);
    }

    public static DebtorFilter of(CustomerId customer) {
        return new DebtorFilter(
                false,
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(customer));
    }
}
