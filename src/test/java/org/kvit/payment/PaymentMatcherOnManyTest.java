package org.kvit.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Thousands of payments of companies that number their invoices in all ways, with the truth beside them: nothing
/// wrong is linked, hardly anything right is left over.
class PaymentMatcherOnManyTest {
    private static final int PAYMENTS = 200;

    private final Map<String, int[]> byStory = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();
    private final List<String> missed = new ArrayList<>();
    private int certain;
    private int linked;
    private int likely;
    private int offered;

    @Test
    void nothing_wrong_is_linked_and_hardly_anything_right_is_left_over() {
        long seed = Long.getLong("seed", 1);
        for (var series : NumberFormats.companies()) {
            company(new Trade(seed++, series));
        }
        assertThat(wrong).as("linked wrongly").isEmpty();
        assertThat((double) linked / certain)
                .as(() -> "linked of the certain; not:\n" + String.join("\n", missed))
                .isGreaterThanOrEqualTo(0.99);
        assertThat((double) offered / likely)
                .as(() -> "offered of the likely; not:\n" + String.join("\n", missed))
                .isGreaterThanOrEqualTo(0.95);
    }

    /// As an import does it: all that is certain first, then proposals for the rest.
    private void company(Trade trade) {
        var items = trade.items();
        var remitted = new Remittances(trade).some(PAYMENTS);
        var rest = new ArrayList<Remitted>();
        for (var one : remitted) {
            var matches = PaymentMatcher.match(one.facts(1), items);
            if (!matches.isEmpty() && matches.getFirst().certainty() == Match.Certainty.CERTAIN) {
                items.settle(matches.getFirst());
                judge(trade, one, matches, true);
            } else {
                rest.add(one);
            }
        }
        rest.forEach(one -> judge(trade, one, PaymentMatcher.match(one.facts(1), items), false));
    }

    private void judge(Trade trade, Remitted one, List<Match> matches, boolean automatic) {
        var want = new HashSet<>(one.links);
        boolean first = !matches.isEmpty() && new HashSet<>(matches.getFirst().links()).equals(want);
        boolean among = matches.stream().anyMatch(m -> new HashSet<>(m.links()).equals(want));
        boolean bad = automatic && !(first && one.expect != Remitted.Expect.NOTHING);
        boolean good = switch (one.expect) {
            case CERTAIN -> automatic && first;
            case OFFERED -> among;
            case NOTHING -> !automatic;
        };
        certain += one.expect == Remitted.Expect.CERTAIN ? 1 : 0;
        linked += one.expect == Remitted.Expect.CERTAIN && good ? 1 : 0;
        likely += one.expect == Remitted.Expect.OFFERED ? 1 : 0;
        offered += one.expect == Remitted.Expect.OFFERED && good ? 1 : 0;
        byStory.computeIfAbsent(one.story, _ -> new int[2])[good ? 0 : 1]++;
        if (bad) {
            wrong.add(told(trade, one, matches));
        } else if (!good) {
            missed.add(told(trade, one, matches));
        }
    }

    private static String told(Trade trade, Remitted one, List<Match> matches) {
        return one.story + ": " + one.facts(1) + "\n  wanted " + links(trade, one.links) + "\n"
                + String.join(
                        "",
                        matches.stream()
                                .map(m -> "  " + m.certainty() + " " + m.rule() + links(trade, m.links()) + "\n")
                                .toList());
    }

    private static String links(Trade trade, List<Match.Link> links) {
        return " "
                + links.stream()
                        .map(l -> trade.invoices.get((int) l.invoice() - 1).number() + "=" + l.amount())
                        .toList();
    }

    Map<String, int[]> stories() {
        return byStory;
    }

    List<String> wrong() {
        return wrong;
    }

    List<String> missed() {
        return missed;
    }
}
