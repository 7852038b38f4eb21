package org.kvit.reminder;

import java.util.List;
import java.util.Optional;
import org.kvit.customer.CustomerId;

/// A customer as a letter goes to it.
///
/// @param emails of the main address and the contacts that are flagged for reminders, each once, but for those
/// that mail came back from
/// @param returned those of them that mail came back from for good: nothing goes there
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
        List<String> returned,
        Optional<OpenItem.Hold> hold) {
    public Addressee {
        emails = List.copyOf(emails);
        returned = List.copyOf(returned);
    }

    /// Whose addresses are all good.
    public Addressee(
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
        this(customer, name, registrationNumber, street, city, postalCode, country, language, emails, List.of(), hold);
    }
}
