package org.kvit.payment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kvit.base.Words;

/// What the rules found, to be ranked: the certain answer first if there is one and no other, then the likely
/// ones, those that more speaks for first.
final class Proposals {
    private static final int MOST = 5;

    private final Case payment;
    private final List<Weighed> found = new ArrayList<>();
    private final Set<OpenInvoice> referenced = new HashSet<>();

    Proposals(Case payment) {
        this.payment = payment;
    }

    /// @param weight 0 to 100: how much speaks for it
    private record Weighed(Match match, int weight, boolean exact) {
        boolean certain() {
            return match.certainty() == Match.Certainty.CERTAIN;
        }
    }

    void certain(String rule, Words reason, Collection<OpenInvoice> invoices) {
        add(Match.Certainty.CERTAIN, 100, rule, reason, invoices);
    }

    void likely(int weight, String rule, Words reason, Collection<OpenInvoice> invoices) {
        add(Match.Certainty.LIKELY, weight, rule, reason, invoices);
    }

    /// These are named by a reference.
    void referenced(Collection<OpenInvoice> invoices) {
        referenced.addAll(invoices);
    }

    /// Whether a reference names others, and none of these.
    boolean contradicts(Collection<OpenInvoice> invoices) {
        return !referenced.isEmpty() && invoices.stream().noneMatch(referenced::contains);
    }

    boolean anyCertain() {
        return found.stream().anyMatch(Weighed::certain);
    }

    /// The money goes to the invoices in their order, as far as it reaches.
    private void add(
            Match.Certainty certainty, int weight, String rule, Words reason, Collection<OpenInvoice> invoices) {
        var links = new ArrayList<Match.Link>();
        var left = payment.amount();
        for (var invoice : invoices) {
            var amount = payment.open(invoice).min(left);
            if (amount.signum() > 0) {
                links.add(new Match.Link(invoice.id(), amount));
                left = left.subtract(amount);
            }
        }
        if (!links.isEmpty()) {
            boolean exact = left.signum() == 0 && payment.sum(invoices).compareTo(payment.amount()) == 0;
            found.add(new Weighed(new Match(certainty, rule, reason, links), weight, exact));
        }
    }

    /// At most five; each set of links once, by what speaks most for it.
    List<Match> ranked() {
        var best = found.stream()
                .sorted(Comparator.comparing((Weighed w) -> !w.certain()).thenComparingInt(w -> -w.weight()))
                .toList();
        var seen = new HashSet<>();
        var different = best.stream()
                .filter(w -> seen.add(new HashSet<>(w.match().links())))
                .toList();
        var certain = different.stream().filter(Weighed::certain).toList();
        boolean agreed = certain.size() == 1 || (certain.size() > 1 && holdsOthers(certain));
        var ranked = new ArrayList<Match>();
        different.stream()
                .map(w -> agreed && w.equals(best.getFirst()) ? w.match() : likely(w.match()))
                .limit(MOST)
                .forEach(ranked::add);
        return ranked;
    }

    /// Certain answers that differ contradict each other, unless one has all invoices of the others and its amount is
    /// exact. It then stands first.
    private static boolean holdsOthers(List<Weighed> certain) {
        var first = certain.getFirst();
        return first.exact()
                && certain.stream().skip(1).allMatch(other -> invoices(first).containsAll(invoices(other)));
    }

    private static List<Long> invoices(Weighed weighed) {
        return weighed.match().links().stream().map(Match.Link::invoice).toList();
    }

    private static Match likely(Match match) {
        return new Match(Match.Certainty.LIKELY, match.rule(), match.reason(), match.links());
    }
}
