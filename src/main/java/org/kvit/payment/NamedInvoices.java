package org.kvit.payment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which open invoices a reading of the text names: where a number can be that of several, the payer, the other
/// numbers and the amount say which; where a list is written short, the amount says whether it was meant so.
final class NamedInvoices {
    private static final int WIDEST_RANGE = 100;
    private static final int MOST_CHOICES = 64;

    private final Case payment;
    private final NumberReading reading;
    private boolean ambiguous;
    private boolean missing;

    NamedInvoices(Case payment, NumberReading reading) {
        this.payment = payment;
        this.reading = reading;
    }

    /// @param level of the number that tells least
    record Named(List<OpenInvoice> invoices, Mention.Level level) {}

    /// The invoices that make up exactly the amount: those that are named plainly, else also what a list or a range
    /// may mean.
    Optional<Named> exact() {
        var whole =
                full().stream().filter(m -> m.level() == Mention.Level.WHOLE).toList();
        return java.util.stream.Stream.of(full(), reading.mentions(), whole)
                .map(this::named)
                .flatMap(n -> java.util.stream.Stream.of(n, ranged(n, true), ranged(n, false)))
                .filter(n ->
                        !n.invoices().isEmpty() && payment.sum(n.invoices()).compareTo(payment.amount()) == 0)
                .findFirst()
                .or(this::chosen);
    }

    /// The invoices that are named whole, in the order of the text.
    Named plainly() {
        return named(full());
    }

    /// Whether that is all that is named.
    boolean isClear() {
        ambiguous = false;
        missing = false;
        var plain = plainly();
        return !ambiguous
                && !missing
                && !reading.unresolved()
                && full().size() == reading.mentions().size()
                && ranged(plain, false).invoices().size() == plain.invoices().size();
    }

    /// The invoices of numbers that can be those of several.
    List<OpenInvoice> alternatives() {
        return reading.mentions().stream()
                .map(m -> payment.payable(m.invoices()))
                .filter(all -> all.size() > 1)
                .flatMap(List::stream)
                .distinct()
                .limit(MOST_CHOICES)
                .toList();
    }

    private List<Mention> full() {
        return reading.mentions().stream().filter(m -> !m.shortened()).toList();
    }

    private Named named(List<Mention> mentions) {
        var sure = mentions.stream()
                .map(m -> payment.payable(m.invoices()))
                .filter(all -> all.size() == 1)
                .map(all -> all.getFirst().customer())
                .collect(Collectors.toSet());
        var invoices = new LinkedHashSet<OpenInvoice>();
        var level = Mention.Level.WHOLE;
        for (var mention : mentions) {
            var all = payment.payable(mention.invoices());
            missing |= all.isEmpty();
            var one = all.size() > 1 ? narrowed(all, sure, mentions.size() == 1) : all;
            ambiguous |= all.size() > 1;
            if (one.size() == 1) {
                invoices.add(one.getFirst());
                var least =
                        all.size() > 1 && mention.level() == Mention.Level.WHOLE ? Mention.Level.PART : mention.level();
                level = level.compareTo(least) >= 0 ? level : least;
            }
        }
        return new Named(List.copyOf(invoices), level);
    }

    private List<OpenInvoice> narrowed(List<OpenInvoice> all, Set<Long> sure, boolean alone) {
        var customers = sure.isEmpty() ? payment.payers() : sure;
        var theirs = all.stream().filter(i -> customers.contains(i.customer())).toList();
        var left = theirs.isEmpty() ? all : theirs;
        return left.size() > 1 && alone
                ? left.stream().filter(payment::isExactly).toList()
                : left;
    }

    /// With what lies between the two ends of a range: of the same customer, or of all.
    private Named ranged(Named named, boolean sameCustomer) {
        var all = new LinkedHashSet<OpenInvoice>(named.invoices());
        for (int i = 1; i < reading.mentions().size(); i++) {
            var to = reading.mentions().get(i);
            if (to.range() && to.isKnown() && reading.mentions().get(i - 1).isKnown()) {
                between(
                                reading.mentions().get(i - 1).invoices().getFirst(),
                                to.invoices().getFirst())
                        .stream()
                        .filter(n -> !sameCustomer
                                || n.customer() == to.invoices().getFirst().customer())
                        .forEach(all::add);
            }
        }
        var sorted = all.size() == named.invoices().size()
                ? named.invoices()
                : all.stream().sorted(Comparator.comparing(OpenInvoice::number)).toList();
        return new Named(sorted, named.level());
    }

    private List<OpenInvoice> between(OpenInvoice from, OpenInvoice to) {
        var first = InvoiceNumber.of(from.number());
        var last = InvoiceNumber.of(to.number());
        if (!first.sameSeries(last)
                || first.running().length() > 17
                || last.running().length() > 17) {
            return List.of();
        }
        long low = Long.parseLong(first.running());
        long high = Long.parseLong(last.running());
        var found = new ArrayList<OpenInvoice>();
        for (long n = low + 1; n < high && high - low <= WIDEST_RANGE; n++) {
            found.addAll(payment.payable(payment.items().numbers().of(first.sibling(Long.toString(n)), List.of())));
        }
        return found;
    }

    /// Of numbers that can be those of several each, the one choice that makes up the amount.
    private Optional<Named> chosen() {
        var choices = reading.mentions().stream()
                .map(m -> payment.payable(m.invoices()))
                .filter(all -> !all.isEmpty())
                .toList();
        long count = choices.stream().mapToLong(List::size).reduce(1, (a, b) -> Math.min(a * b, MOST_CHOICES + 1));
        if (choices.size() < 2 || count > MOST_CHOICES || count < 2) {
            return Optional.empty();
        }
        var fitting = new ArrayList<List<OpenInvoice>>();
        choose(choices, new ArrayList<>(), fitting);
        var level = reading.mentions().stream()
                .map(Mention::level)
                .max(Comparator.naturalOrder())
                .orElse(Mention.Level.TAIL);
        var least = level == Mention.Level.WHOLE ? Mention.Level.PART : level;
        return fitting.size() == 1 ? Optional.of(new Named(fitting.getFirst(), least)) : Optional.empty();
    }

    private void choose(List<List<OpenInvoice>> choices, List<OpenInvoice> chosen, List<List<OpenInvoice>> fitting) {
        if (chosen.size() == choices.size()) {
            var set = chosen.stream().distinct().toList();
            if (payment.sum(set).compareTo(payment.amount()) == 0) {
                fitting.add(set);
            }
            return;
        }
        for (var invoice : choices.get(chosen.size())) {
            chosen.add(invoice);
            choose(choices, chosen, fitting);
            chosen.removeLast();
        }
    }
}
