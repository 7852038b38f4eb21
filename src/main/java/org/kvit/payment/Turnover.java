package org.kvit.payment;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.kvit.bank.Entry;

/// What a statement's booked entries come to, credits and debits apart, while they stream by.
final class Turnover {
    private final Map<String, BigDecimal> in = new HashMap<>();
    private final Map<String, BigDecimal> out = new HashMap<>();

    void add(Entry booked) {
        (booked.credit() ? in : out).merge(booked.currency(), booked.amount(), BigDecimal::add);
    }

    /// @param currency of the account; empty: the bank doesn't say, so whatever its entries are in
    BigDecimal in(String currency) {
        return of(in, currency);
    }

    BigDecimal out(String currency) {
        return of(out, currency);
    }

    private static BigDecimal of(Map<String, BigDecimal> sums, String currency) {
        return currency.isEmpty()
                ? sums.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add)
                : sums.getOrDefault(currency, BigDecimal.ZERO);
    }
}
