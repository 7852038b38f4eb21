package org.kvit.reminder;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kvit.customer.CustomerId;

/// A customer as a letter goes to it.
///
/// @param emails of the main address and the contacts that are flagged for reminders by e-mail, each once, but for
/// those
/// that mail came back from
/// @param faxes the numbers of those that are flagged for reminders by fax, each once
/// @param returned those of the e-mail addresses that mail came back from for good: nothing goes there
/// @param hold reminders are off for the customer
/// @param policy its own; empty: the company's default
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
        List<String> faxes,
        List<String> returned,
        Optional<OpenItem.Hold> hold,
        Optional<PolicyId> policy) {
    public Addressee {
        emails = List.copyOf(emails);
        faxes = List.copyOf(faxes);
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
            List<String> faxes,
            Optional<OpenItem.Hold> hold,
            Optional<PolicyId> policy) {
        this(
                customer,
                name,
                registrationNumber,
                street,
                city,
                postalCode,
                country,
                language,
                emails,
                faxes,
                List.of(),
                hold,
                policy);
    }

    /// Where a letter goes by these ways; by those only that reach the customer. In the order of the channels.
    List<Recipient> recipients(Set<Channel> channels) {
        return Stream.of(Channel.values())
                .filter(channels::contains)
                .flatMap(channel -> addresses(channel).map(address -> new Recipient(channel, address)))
                .toList();
    }

    private Stream<String> addresses(Channel channel) {
        return switch (channel) {
            case EMAIL -> emails.stream();
            case FAX -> faxes.stream();
            case PRINT -> postal().stream();
        };
    }

    /// What stands on an envelope below the name; empty unless both a street and a city are known.
    private Optional<String> postal() {
        return street.flatMap(road ->
                city.map(town -> Stream.of(Optional.of(road), postalCode, Optional.of(town), Optional.of(country))
                        .flatMap(Optional::stream)
                        .map(LetterWording::inOneLine)
                        .collect(Collectors.joining(", "))));
    }
}
