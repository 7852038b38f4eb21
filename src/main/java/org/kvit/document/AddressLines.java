package org.kvit.document;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Postal addresses as the post of each country wants them.
public final class AddressLines {
    private static final String SPACE = " ";

    private AddressLines() {}

    /// @param country where the letter goes, ISO 3166-1 alpha-2
    /// @param from the sender's country; the country's name is written only on letters abroad
    /// @return street; town with its code; country
    public static List<String> of(
            Optional<String> street,
            Optional<String> city,
            Optional<String> postalCode,
            Optional<String> country,
            String from) {
        var town = country.orElse(from).equals("LV")
                ? joined(", ", city, postalCode.map(code -> prefixed("LV-", code)))
                : joined(
                        SPACE,
                        postalCode.map(code -> country.orElse(from).equals("LT") ? prefixed("LT-", code) : code),
                        city);
        var abroad = country.filter(there -> !there.equals(from))
                .map(there ->
                        Locale.of("", there).getDisplayCountry(Locale.ENGLISH).toUpperCase(Locale.ROOT));
        return Stream.of(street, town, abroad)
                .flatMap(Optional::stream)
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static Optional<String> joined(String between, Optional<String> first, Optional<String> second) {
        var parts = Stream.of(first, second).flatMap(Optional::stream).toList();
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(between, parts));
    }

    private static String prefixed(String prefix, String code) {
        return code.startsWith(prefix) ? code : prefix + code;
    }
}
