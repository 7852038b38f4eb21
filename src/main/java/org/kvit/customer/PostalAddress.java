package org.kvit.customer;

import java.util.Optional;

/// Where letters on paper go. @param country ISO 3166-1 alpha-2
public record PostalAddress(
        Optional<String> street, Optional<String> city, Optional<String> postalCode, String country) {}
