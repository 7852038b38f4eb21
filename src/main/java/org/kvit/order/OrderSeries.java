package org.kvit.order;

import java.time.LocalDate;
import org.kvit.company.NumberPattern;
import org.kvit.company.NumberSequences;

/// A company's series of numbers, and how it is written until the company says otherwise.
public enum OrderSeries {
    ORDER("order", "O-{year}-{number:5}", "customer_order"),
    TRIP("trip", "T-{year}-{number:5}", "trip");

    private final String code;
    private final String standard;
    private final String table;

    OrderSeries(String code, String standard, String table) {
        this.code = code;
        this.standard = standard;
        this.table = table;
    }

    public String code() {
        return code;
    }

    public NumberPattern standard() {
        return new NumberPattern(standard);
    }

    /// Numbers that were given by hand are passed by. Within the transaction that uses it.
    String next(NumberSequences sequences, LocalDate on) {
        return sequences.nextFree(code, standard(), table, on);
    }

    boolean isTaken(NumberSequences sequences, String number) {
        return sequences.isTaken(table, number);
    }
}
