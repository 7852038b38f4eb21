package org.kvit.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// An invoice of the demo, as it stands today.
///
/// @param total with VAT
record SampleInvoice(
        String number,
        SampleCustomer customer,
        LocalDate issued,
        LocalDate due,
        List<Line> lines,
        BigDecimal total,
        Fate fate) {

    /// What has become of it, and how many there are of each.
    enum Fate {
        PAID(540),
        PARTLY(24),
        NOT_DUE(112),
        /// 1 to 13 days
        OVERDUE(50),
        /// 14 to 29 days
        LONG_OVERDUE(30),
        /// 30 days and more
        VERY_LONG_OVERDUE(30),
        DRAFT(14);

        private final int count;

        Fate(int count) {
            this.count = count;
        }

        int count() {
            return count;
        }

        boolean overdue() {
            return this == OVERDUE || this == LONG_OVERDUE || this == VERY_LONG_OVERDUE;
        }
    }

    /// @param kind what was done, of texts `demo.line.<kind>`
    /// @param route from where to where; empty where that says nothing
    record Line(String kind, String route, int quantity, int unitPrice) {
        BigDecimal net() {
            return BigDecimal.valueOf((long) quantity * unitPrice);
        }
    }

    /// Domestic transport bears VAT; what a business abroad buys is taxed there (reverse charge).
    static int vatRate(SampleCustomer customer) {
        return customer.country().equals("LV") ? 21 : 0;
    }

    static BigDecimal total(SampleCustomer customer, List<Line> lines) {
        var net = lines.stream().map(Line::net).reduce(BigDecimal.ZERO, BigDecimal::add);
        return net.multiply(BigDecimal.valueOf(100L + vatRate(customer)))
                .divide(BigDecimal.valueOf(100), 2, RoundingMode.HALF_UP);
    }

    String reference() {
        return customer.referenceFor(number);
    }

    String currency() {
        return customer.currency();
    }

    boolean approved() {
        return fate != Fate.DRAFT;
    }

    /// E-mailed in the evening: today's are still to be sent.
    Optional<LocalDate> sentOn(LocalDate today) {
        return Optional.of(issued)
                .filter(on -> approved() && on.isBefore(today))
                .filter(_ -> !customer.invoiceDelivery().equals("post"));
    }

    /// Put into the post on the day after.
    Optional<LocalDate> postedOn(LocalDate today) {
        return Optional.of(issued.plusDays(1))
                .filter(on -> approved() && on.isBefore(today))
                .filter(_ -> !customer.invoiceDelivery().equals("email"));
    }

    SampleInvoice numbered(String given) {
        return new SampleInvoice(given, customer, issued, due, lines, total, fate);
    }
}
