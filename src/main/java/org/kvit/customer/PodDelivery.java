package org.kvit.customer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Whether and how the proof of delivery (POD) goes with the invoice: scans by e-mail, originals by post.
public enum PodDelivery {
    NONE,
    EMAIL,
    POST,
    BOTH;

    /// As the database, the API and forms write it.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @return empty for a word that is none
    public static Optional<PodDelivery> of(String code) {
        return Arrays.stream(values()).filter(d -> d.code().equals(code)).findFirst();
    }
}
