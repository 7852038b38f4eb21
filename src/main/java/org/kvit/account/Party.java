package org.kvit.account;

import java.util.List;
import java.util.Optional;
import org.kvit.customer.CustomerId;

/// A customer as an account's letter goes to it.
///
/// @param language ISO 639-1
/// @param emails that are flagged for reminders, else those flagged for invoices; each once
/// @param anyEmail whether it has an e-mail address at all
public record Party(
        CustomerId customer,
        String name,
        Optional<String> registrationNumber,
        Optional<String> vatNumber,
        Optional<String> street,
        Optional<String> city,
        Optional<String> postalCode,
        String country,
        String language,
        List<String> emails,
        boolean anyEmail) {
    public Party {
        emails = List.copyOf(emails);
    }
}
