package org.kvit.payment;

import java.util.Optional;

/// How the payments of one month come into one account: one way or the other, never both.
public enum PaymentWay {
    STATEMENTS,
    HAND;

    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public static Optional<PaymentWay> of(String code) {
        return java.util.Arrays.stream(values())
                .filter(w -> w.code().equals(code))
                .findFirst();
    }
}
