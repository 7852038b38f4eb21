package org.kvit.payment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The payer lists some of its invoices by the ends of their numbers, of several series at once: `10334, 413, 00547`.
/// The payer is known, every figure that ends one of its open invoices is counted, and the one choice of an invoice
/// for each makes up the amount.
final class EndingsRule {
    private static final int SHORTEST = 3;
    private static final int MOST_CHOICES = 256;
    private static final int MOST_PAYERS = 5;

    private final Case payment;
    private final Readings readings;
    private final Proposals proposals;

    EndingsRule(Case payment, Readings readings, Proposals proposals) {
        this.payment = payment;
        this.readings = readings;
        this.proposals = proposals;
    }

    /// @return whether it found what is certain
    boolean applies() {
        if (payment.payers().isEmpty() || payment.payers().size() > MOST_PAYERS) {
            return false;
        }
        var written = written();
        var fitting = payment.payers().stream()
                .flatMap(customer -> choices(payment.items().owedBy(customer, payment.currency()), written).stream())
                .toList();
        if (fitting.size() != 1) {
            return false;
        }
        var invoices = fitting.getFirst();
        var reason = Reasons.of("payment.match.endings", invoices);
        if (payment.fitsAnother(invoices) || proposals.contradicts(invoices)) {
            proposals.likely(83, "shortNumber", reason, invoices);
            return false;
        }
        proposals.certain("shortNumber", reason, invoices);
        return true;
    }

    /// All figures that may end a number, without zeros in front.
    private Set<String> written() {
        var all = new LinkedHashSet<String>();
        for (var passage : readings.passages()) {
            for (int i = 0; i < passage.size(); i++) {
                var token = passage.token(i);
                if (token.digits() && token.text().length() >= SHORTEST && !passage.taken(i) && !passage.ofMonth(i)) {
                    all.add(token.plain());
                }
            }
        }
        return all;
    }

    /// The sets that make up the amount, an invoice for each figure that ends one.
    private List<List<OpenInvoice>> choices(List<OpenInvoice> owed, Set<String> written) {
        Map<String, List<OpenInvoice>> ended = new LinkedHashMap<>();
        for (var invoice : owed) {
            var number = InvoiceNumber.of(invoice.number());
            if (number.isNumbered() && written.contains(number.running())) {
                ended.computeIfAbsent(number.running(), _ -> new ArrayList<>()).add(invoice);
            }
        }
        long count =
                ended.values().stream().mapToLong(List::size).reduce(1, (a, b) -> Math.min(a * b, MOST_CHOICES + 1));
        List<List<OpenInvoice>> fitting = new ArrayList<>();
        if (!ended.isEmpty() && count <= MOST_CHOICES) {
            choose(List.copyOf(ended.values()), new ArrayList<>(), fitting);
        }
        return fitting;
    }

    private void choose(List<List<OpenInvoice>> ended, List<OpenInvoice> chosen, List<List<OpenInvoice>> fitting) {
        if (chosen.size() == ended.size()) {
            if (payment.sum(chosen).compareTo(payment.amount()) == 0) {
                fitting.add(List.copyOf(chosen));
            }
            return;
        }
        for (var invoice : ended.get(chosen.size())) {
            chosen.add(invoice);
            choose(ended, chosen, fitting);
            chosen.removeLast();
        }
    }
}
