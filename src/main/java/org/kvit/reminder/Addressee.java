package org.kvit.reminder;

import java.util.List;
import java.util.Optional;
import org.kvit.customer.CustomerId;

/// A customer as a letter goes to it.
///
/// @param emails of the main address and the contacts that are flagged for reminders, each once
/// @param hold reminders are off for the customer
public record Addressee(
        CustomerId customer,
        String name,
        Optional<String> registrationNumber,
        Optional<String> street,
        Optional<String> city,
        Optional<String> postalCode,
        String country,
        String language,
        List<String> emails,
        Optional<OpenItem.Hold> hold) {
    public Addressee {
        emails = List.copyOf(emails);
    }
}
