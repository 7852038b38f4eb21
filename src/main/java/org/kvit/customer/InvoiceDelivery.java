package org.kvit.customer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How a customer gets invoices.
public enum InvoiceDelivery {
    EMAIL,
    POST,
    BOTH;

    /// As the database, the API and forms write it.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @return empty for a word that is none
    public static Optional<InvoiceDelivery> of(String code) {
        return Arrays.stream(values()).filter(d -> d.code().equals(code)).findFirst();
    }
}
