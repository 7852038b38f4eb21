package org.kvit.reminder;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kvit.customer.CustomerId;
import org.kvit.invoice.InvoiceId;

/// What the standard policy asks for, written as plainly as can be: one invoice at a time, no database, no crash.
final class ModelledReceivables {
    private static final int DAYS_AFTER_SENDING = 3;
    private static final int WEEK = 7;

    final Map<CustomerId, Customer> customers = new LinkedHashMap<>();
    final Map<InvoiceId, Invoice> invoices = new LinkedHashMap<>();

    static final class Customer {
        boolean reachable;
        boolean off;

        @Nullable
        LocalDate offUntil;
    }

    static final class Invoice {
        final InvoiceId id;
        final CustomerId customer;
        final LocalDate due;
        int open;
        boolean off;

        @Nullable
        LocalDate offUntil;

        @Nullable
        LocalDate promised;

        @Nullable
        LocalDate sent;

        @Nullable
        LocalDate reminded;

        final Map<Integer, LocalDate> lastOfLevel = new TreeMap<>();

        Invoice(InvoiceId id, CustomerId customer, LocalDate due, int open) {
            this.id = id;
            this.customer = customer;
            this.due = due;
            this.open = open;
        }
    }

    /// What becomes of an open overdue invoice on a day. @param leftOut how the key of the reason begins; empty: it
    /// is reminded
    record Expected(int level, Optional<String> leftOut) {}

    /// One letter, to be compared: `7/2 [12, 15]`.
    record Letter(CustomerId customer, int level, TreeSet<Long> invoices) {
        @Override
        public String toString() {
            return customer.value() + "/" + level + " " + invoices;
        }
    }

    Map<InvoiceId, Expected> on(LocalDate today) {
        var all = new LinkedHashMap<InvoiceId, Expected>();
        for (var invoice : invoices.values()) {
            if (invoice.open > 0 && invoice.due.isBefore(today)) {
                all.put(invoice.id, of(invoice, today));
            }
        }
        return all;
    }

    List<Letter> letters(Map<InvoiceId, Expected> expected) {
        var letters = new LinkedHashMap<String, Letter>();
        expected.forEach((id, e) -> {
            if (e.leftOut().isEmpty()) {
                var customer = of(id).customer;
                letters.computeIfAbsent(
                                customer.value() + "/" + e.level(),
                                _ -> new Letter(customer, e.level(), new TreeSet<>()))
                        .invoices()
                        .add(id.value());
            }
        });
        return new ArrayList<>(letters.values());
    }

    Invoice of(InvoiceId id) {
        return java.util.Objects.requireNonNull(invoices.get(id));
    }

    void reminded(InvoiceId id, int level, LocalDate today) {
        of(id).reminded = today;
        of(id).lastOfLevel.put(level, today);
    }

    private Expected of(Invoice invoice, LocalDate today) {
        long days = ChronoUnit.DAYS.between(invoice.due, today);
        int level = days < 14 ? 1 : days < 30 ? 2 : 3;
        var customer = java.util.Objects.requireNonNull(customers.get(invoice.customer));
        return new Expected(level, reason(invoice, customer, level, today));
    }

    private static Optional<String> reason(Invoice invoice, Customer customer, int level, LocalDate today) {
        if (isOff(invoice.off, invoice.offUntil, today)) {
            return Optional.of("reminder.leftOut.invoiceOff");
        }
        if (isOff(customer.off, customer.offUntil, today)) {
            return Optional.of("reminder.leftOut.customerOff");
        }
        if (invoice.promised != null && !invoice.promised.isBefore(today)) {
            return Optional.of("reminder.leftOut.promised");
        }
        if (today.equals(invoice.reminded)) {
            return Optional.of("reminder.leftOut.today");
        }
        if (invoice.sent != null && invoice.sent.plusDays(DAYS_AFTER_SENDING).isAfter(today)) {
            return Optional.of("reminder.leftOut.justSent");
        }
        var last = invoice.lastOfLevel.get(level);
        if (last != null && level == 1) {
            return Optional.of("reminder.leftOut.once");
        }
        if (last != null && last.plusDays(WEEK).isAfter(today)) {
            return Optional.of("reminder.leftOut.soon");
        }
        return customer.reachable ? Optional.empty() : Optional.of("reminder.leftOut.noAddress");
    }

    private static boolean isOff(boolean off, @Nullable LocalDate until, LocalDate today) {
        return off && (until == null || !until.isBefore(today));
    }
}
