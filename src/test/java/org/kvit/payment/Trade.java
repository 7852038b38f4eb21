package org.kvit.payment;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.kvit.base.Money;
import org.kvit.base.PaymentReference;

/// A company of a test: its customers, its open invoices in several series, and the numbers of the closed ones.
final class Trade {
    private static final List<String> ROUND = List.of("50.00", "100.00", "120.00", "250.00", "9.99");

    final Random random;
    final List<Payer> customers;
    final List<OpenInvoice> invoices = new ArrayList<>();
    final List<NumberFormats> formats = new ArrayList<>();
    final List<String> closed = new ArrayList<>();
    private final Set<Long> used = new HashSet<>();

    Trade(long seed, List<NumberFormats> series) {
        random = new Random(seed);
        customers = new Customers(random).all(160);
        int[] running = new int[series.size()];
        while (invoices.size() < 1100) {
            int in = random.nextInt(series.size());
            // Now and then several in a row for one customer.
            var customer = customers.get(random.nextInt(customers.size()));
            int row = random.nextInt(6) == 0 ? 4 : 1;
            for (int i = 0; i < row; i++) {
                var format = series.get(in);
                running[in]++;
                closed.add(format.number(2025, running[in]));
                var number = format.number(2026, running[in]);
                if (random.nextInt(3) == 0 && row == 1) {
                    closed.add(number);
                } else {
                    open(number, format, customer);
                }
            }
        }
        closed.removeAll(
                new HashSet<>(invoices.stream().map(OpenInvoice::number).toList()));
    }

    private void open(String number, NumberFormats format, Payer customer) {
        boolean round = random.nextInt(4) == 0;
        var amount = round
                ? new BigDecimal(ROUND.get(random.nextInt(ROUND.size())))
                : BigDecimal.valueOf(random.nextLong(500, 900_000), 2);
        var currency = random.nextInt(12) == 0 ? "CZK" : "EUR";
        invoices.add(new OpenInvoice(
                invoices.size() + 1L,
                number,
                customer.customer(),
                new Money(amount, currency),
                LocalDate.of(2026, 9, 1).plusDays(random.nextInt(90)),
                reference(number, customer)));
        formats.add(format);
    }

    /// One reference a customer for some, else one an invoice.
    private static String reference(String number, Payer customer) {
        if (customer.customer() % 17 == 0) {
            return PaymentReference.creditor("CUST" + customer.customer()).orElseThrow();
        }
        return switch (customer.country()) {
            case "EE" -> PaymentReference.estonian(number).orElseThrow();
            case "CZ", "SK" -> PaymentReference.symbol(number).orElseThrow();
            default -> PaymentReference.creditor(number).orElseThrow();
        };
    }

    OpenItems items() {
        var numbers = new ClosedNumbers.Building();
        closed.forEach(numbers::add);
        return new OpenItems(invoices, customers, numbers.built());
    }

    NumberFormats format(OpenInvoice invoice) {
        return formats.get((int) invoice.id() - 1);
    }

    Payer customer(OpenInvoice invoice) {
        return customers.get((int) invoice.customer() - 1);
    }

    boolean sharesReference(OpenInvoice invoice) {
        return invoice.customer() % 17 == 0;
    }

    /// Open invoices in euro of one customer that no payment was made for yet, oldest first.
    Optional<List<OpenInvoice>> take(int count) {
        for (int tries = 0; tries < 300; tries++) {
            var free = free(customers.get(random.nextInt(customers.size())).customer());
            if (free.size() >= count) {
                return Optional.of(use(free.subList(0, count)));
            }
        }
        return Optional.empty();
    }

    /// The same, in a row.
    Optional<List<OpenInvoice>> takeRow(int count) {
        for (int tries = 0; tries < 1000; tries++) {
            int at = random.nextInt(invoices.size() - count);
            var row = invoices.subList(at, at + count);
            boolean theirs = row.stream()
                    .allMatch(i -> i.customer() == row.getFirst().customer()
                            && isFree(i)
                            && format(i) == format(row.getFirst()));
            var first = InvoiceNumber.of(row.getFirst().number());
            boolean follow = theirs
                    && first.sameSeries(InvoiceNumber.of(row.getLast().number()))
                    && Long.parseLong(InvoiceNumber.of(row.getLast().number()).running())
                                    - Long.parseLong(first.running())
                            == count - 1;
            if (follow) {
                return Optional.of(use(row));
            }
        }
        return Optional.empty();
    }

    /// All that a customer owes in euro, nothing of it used; some of them two or more.
    Optional<List<OpenInvoice>> takeAll() {
        for (int tries = 0; tries < 500; tries++) {
            var customer = customers.get(random.nextInt(customers.size())).customer();
            var all = owed(customer);
            if (all.size() > 1 && all.size() < 12 && all.equals(free(customer))) {
                return Optional.of(use(all));
            }
        }
        return Optional.empty();
    }

    /// What a customer owed when nothing was paid yet.
    List<OpenInvoice> owed(long customer) {
        return invoices.stream()
                .filter(i -> i.customer() == customer && i.open().currency().equals("EUR"))
                .sorted(Comparator.comparing(OpenInvoice::dueDate).thenComparing(OpenInvoice::number))
                .toList();
    }

    private List<OpenInvoice> free(long customer) {
        return owed(customer).stream().filter(this::isFree).toList();
    }

    private boolean isFree(OpenInvoice invoice) {
        return !used.contains(invoice.id()) && invoice.open().currency().equals("EUR");
    }

    private List<OpenInvoice> use(List<OpenInvoice> chosen) {
        chosen.forEach(i -> used.add(i.id()));
        return List.copyOf(chosen);
    }

    static BigDecimal sum(List<OpenInvoice> invoices) {
        return invoices.stream().map(i -> i.open().amount()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    static BigDecimal share(BigDecimal amount, String share) {
        return amount.multiply(new BigDecimal(share)).setScale(2, RoundingMode.HALF_UP);
    }
}
