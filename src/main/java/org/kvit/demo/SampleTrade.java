package org.kvit.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.kvit.demo.SampleCustomer.Habit;
import org.kvit.demo.SampleInvoice.Fate;

/// What a forwarder invoiced in the last year and what came in for it: 800 invoices in every state, seen from
/// one day. The same for the same day. Pure.
///
/// @param invoices in the order of their numbers
/// @param receipts in the order of their days
record SampleTrade(List<SampleInvoice> invoices, List<Receipt> receipts) {
    /// The banks' statements so far end so many days before today; what came in since is still to be imported.
    static final int STATEMENTS_END = 2;

    private static final long SEED = 20_260_101;

    /// What a payer writes to say what is paid.
    enum Quoting {
        REFERENCE,
        NUMBERS,
        NOTHING
    }

    /// Money that came in.
    ///
    /// @param of which invoices it is for; empty: nobody can tell
    record Receipt(LocalDate on, SampleCustomer payer, BigDecimal amount, List<SampleInvoice> of, Quoting quoting) {}

    static SampleTrade until(LocalDate today, List<SampleCustomer> customers) {
        return new Maker(today, customers).make();
    }

    /// The invoices with something open, by what has become of them, in the order of their numbers.
    List<SampleInvoice> with(Fate... fates) {
        return invoices.stream().filter(i -> List.of(fates).contains(i.fate())).toList();
    }

    /// What each customer has open, by [SampleCustomer#position].
    Map<Integer, List<SampleInvoice>> openByCustomer() {
        var open = new TreeMap<Integer, List<SampleInvoice>>();
        invoices.stream()
                .filter(i -> i.fate() != Fate.PAID && i.fate() != Fate.DRAFT)
                .forEach(i -> open.computeIfAbsent(i.customer().position(), _ -> new ArrayList<>())
                        .add(i));
        return open;
    }

    private static final class Maker {
        private final Random random = new Random(SEED);
        private final LocalDate today;
        private final List<SampleCustomer> customers;

        Maker(LocalDate today, List<SampleCustomer> customers) {
            this.today = today;
            this.customers = customers;
        }

        SampleTrade make() {
            var invoices = new ArrayList<SampleInvoice>();
            for (var fate : Fate.values()) {
                for (int i = 0; i < fate.count(); i++) {
                    invoices.add(invoice(fate));
                }
            }
            var numbered = numbered(invoices);
            return new SampleTrade(numbered, receipts(numbered));
        }

        private SampleInvoice invoice(Fate fate) {
            var customer = customer(fate);
            var due = due(fate, customer);
            var lines = lines(customer);
            return new SampleInvoice(
                    "",
                    customer,
                    due.minusDays(customer.terms()),
                    due,
                    lines,
                    SampleInvoice.total(customer, lines),
                    fate);
        }

        /// Who pays promptly is never overdue; who pays slowly is it most.
        private SampleCustomer customer(Fate fate) {
            while (true) {
                var customer = customers.get(random.nextInt(customers.size()));
                int weight = switch (customer.habit()) {
                    case PROMPT -> fate.overdue() || fate == Fate.PARTLY ? 0 : 5;
                    case LATE -> fate == Fate.VERY_LONG_OVERDUE ? 1 : 3;
                    case SLOW -> 5;
                };
                if (random.nextInt(5) < weight) {
                    return customer;
                }
            }
        }

        private LocalDate due(Fate fate, SampleCustomer customer) {
            return switch (fate) {
                case PAID -> today.minusDays(random.nextInt(5, 320));
                case PARTLY ->
                    today.plusDays(Math.min(10, customer.terms() - 6)).minusDays(random.nextInt(50));
                case NOT_DUE -> today.plusDays(random.nextInt(customer.terms() + 1));
                case OVERDUE -> today.minusDays(random.nextInt(1, 14));
                case LONG_OVERDUE -> today.minusDays(random.nextInt(14, 30));
                case VERY_LONG_OVERDUE -> today.minusDays(30L + (long) random.nextInt(12) * random.nextInt(12));
                case DRAFT -> today.plusDays(customer.terms()).minusDays(random.nextInt(3));
            };
        }

        private List<SampleInvoice.Line> lines(SampleCustomer customer) {
            boolean crowns = customer.currency().equals("CZK");
            int price = (38 + random.nextInt(30) * random.nextInt(30)) * (crowns ? 150 : 5);
            var lines = new ArrayList<SampleInvoice.Line>();
            lines.add(new SampleInvoice.Line("freight", route(customer), 1, price));
            if (random.nextInt(10) < 3) {
                lines.add(new SampleInvoice.Line("waiting", "", random.nextInt(2, 7), crowns ? 1100 : 45));
            }
            if (random.nextInt(10) < 2) {
                lines.add(new SampleInvoice.Line("customs", "", 1, crowns ? 1850 : 75));
            }
            return lines;
        }

        private String route(SampleCustomer customer) {
            var ends = List.of("Rīga", "Hamburg", "Rotterdam", "Gdańsk", "Helsinki", "Wien", "Stockholm", "Poznań");
            var other = ends.get(random.nextInt(ends.size()));
            return random.nextBoolean() ? customer.city() + " – " + other : other + " – " + customer.city();
        }

        /// In the order in which they were issued, from 1 in each year.
        private static List<SampleInvoice> numbered(List<SampleInvoice> invoices) {
            var next = new HashMap<Integer, Integer>();
            return invoices.stream()
                    .sorted(Comparator.comparing(SampleInvoice::issued))
                    .map(i -> i.numbered("BF-%d-%05d"
                            .formatted(
                                    i.issued().getYear(), next.merge(i.issued().getYear(), 1, Integer::sum))))
                    .toList();
        }

        /// What one customer pays on one day comes as one payment.
        private List<Receipt> receipts(List<SampleInvoice> invoices) {
            record Day(LocalDate on, int customer) {}
            Map<Day, List<SampleInvoice>> whole =
                    new TreeMap<>(Comparator.comparing(Day::on).thenComparingInt(Day::customer));
            var receipts = new ArrayList<Receipt>();
            for (var invoice : invoices) {
                switch (invoice.fate()) {
                    case PAID ->
                        whole.computeIfAbsent(
                                        new Day(
                                                paidOn(invoice),
                                                invoice.customer().position()),
                                        _ -> new ArrayList<>())
                                .add(invoice);
                    case PARTLY -> receipts.add(part(invoice));
                    default -> {}
                }
            }
            whole.forEach((day, paid) -> receipts.add(receipt(day.on(), paid)));
            receipts.addAll(puzzles(invoices));
            receipts.sort(Comparator.comparing(Receipt::on));
            return receipts;
        }

        private LocalDate paidOn(SampleInvoice invoice) {
            int delay = switch (invoice.customer().habit()) {
                case PROMPT -> random.nextInt(-6, 2);
                case LATE -> random.nextInt(2, 13);
                case SLOW -> random.nextInt(8, 41);
            };
            var day = invoice.due().plusDays(delay);
            // Slow payers pay on Fridays, all at once.
            return invoice.customer().habit() == Habit.SLOW
                    ? workingDay(day.plusDays(5L - day.getDayOfWeek().getValue()))
                    : workingDay(day);
        }

        /// Within what the statements so far cover.
        private LocalDate workingDay(LocalDate day) {
            var last = today.minusDays(STATEMENTS_END);
            var within = day.isAfter(last) ? last : day;
            int weekday = within.getDayOfWeek().getValue();
            return weekday > 5 ? within.minusDays(weekday - 5L) : within;
        }

        private Receipt receipt(LocalDate on, List<SampleInvoice> paid) {
            var sum = paid.stream().map(SampleInvoice::total).reduce(BigDecimal.ZERO, BigDecimal::add);
            var quoting = paid.size() == 1 && random.nextInt(10) < 7 ? Quoting.REFERENCE : Quoting.NUMBERS;
            return new Receipt(on, paid.getFirst().customer(), sum, List.copyOf(paid), quoting);
        }

        private Receipt part(SampleInvoice invoice) {
            var amount = invoice.total()
                    .multiply(BigDecimal.valueOf(random.nextInt(3, 8)))
                    .divide(BigDecimal.TEN, 0, RoundingMode.DOWN)
                    .max(BigDecimal.TEN);
            var on = workingDay(invoice.issued().plusDays(random.nextInt(3, 20)));
            return new Receipt(on, invoice.customer(), amount, List.of(invoice), Quoting.REFERENCE);
        }

        /// For a person to decide: payments that quote nothing. Two are of an invoice's amount, the others fit
        /// none.
        private List<Receipt> puzzles(List<SampleInvoice> invoices) {
            var euros =
                    invoices.stream().filter(i -> i.currency().equals("EUR")).toList();
            var fitting = euros.stream()
                    .filter(i -> i.fate() == Fate.LONG_OVERDUE)
                    .limit(2)
                    .map(i -> new Receipt(
                            workingDay(today.minusDays(4)), i.customer(), i.total(), List.of(i), Quoting.NOTHING));
            var unfit = euros.stream()
                    .filter(i -> i.customer().habit() == Habit.LATE)
                    .limit(3)
                    .map(i -> new Receipt(
                            workingDay(today.minusDays(11)),
                            i.customer(),
                            i.total().add(new BigDecimal("317.40")),
                            List.of(),
                            Quoting.NOTHING));
            return Stream.concat(fitting, unfit).toList();
        }
    }
}
