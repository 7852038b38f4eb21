package org.kvit.payment;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.kvit.payment.ChainRow.Link;
import org.kvit.payment.ChainRow.Part;

/// The statements of one account in the order of time, each opening with what the one before it closed
/// with, and what is wrong where they don't. Pure: what was imported when makes no difference, and a
/// statement that fills a gap makes it vanish.
///
/// @param rows the oldest first; statements without a day stand at the beginning
public record BalanceChain(List<ChainRow> rows) {
    private static final Comparator<Optional<BigDecimal>> AMOUNT = comparing(a -> a.orElse(BigDecimal.ZERO));
    /// By days, the longest of those that begin on the same one first; then as the bank numbers them.
    /// The rest only keeps the order the same whatever order they come in.
    private static final Comparator<StatedBalances> IN_TIME = comparing(StatedBalances::first)
            .thenComparing(StatedBalances::last, Comparator.reverseOrder())
            .thenComparingLong(s -> s.number().orElse(0))
            .thenComparing(StatedBalances::sequence)
            .thenComparing(StatedBalances::message)
            .thenComparing(StatedBalances::opening, AMOUNT)
            .thenComparing(StatedBalances::closing, AMOUNT)
            .thenComparing(StatedBalances::in, AMOUNT)
            .thenComparingInt(StatedBalances::entries)
            .thenComparingLong(StatedBalances::id);

    public BalanceChain {
        rows = List.copyOf(rows);
    }

    /// @param statements of one account and currency, in any order
    public static BalanceChain of(Collection<StatedBalances> statements) {
        var rows = new ArrayList<ChainRow>();
        statements.stream()
                .filter(s -> !s.dated())
                .sorted(comparingLong(StatedBalances::id))
                .forEach(s -> rows.add(new Link(s, Part.UNDATED, false)));
        var building = new ChainBuilding();
        var copies = new LinkedHashMap<StatedBalances, List<StatedBalances>>();
        statements.stream()
                .filter(StatedBalances::dated)
                .sorted(IN_TIME)
                .forEach(s ->
                        copies.computeIfAbsent(s.said(), _ -> new ArrayList<>()).add(s));
        var groups = sameDays(copies.values());
        for (int i = 0; i < groups.size(); i++) {
            var group = groups.get(i);
            List<StatedBalances> next = i + 1 < groups.size() ? groups.get(i + 1) : List.of();
            for (var s : building.inOrder(group, next)) {
                var same = Objects.requireNonNull(copies.get(s.said()));
                building.add(s, group);
                same.stream().skip(1).forEach(building::again);
            }
        }
        rows.addAll(SequenceNumbers.checked(building.rows()));
        return new BalanceChain(rows);
    }

    private static List<List<StatedBalances>> sameDays(Collection<List<StatedBalances>> copies) {
        var groups = new ArrayList<List<StatedBalances>>();
        for (var same : copies) {
            var s = same.getFirst();
            if (groups.isEmpty() || !groups.getLast().getFirst().samePeriod(s)) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(s);
        }
        return groups;
    }

    /// How often it is broken: statements that are wrong in themselves, and places where something is
    /// missing for sure.
    public long faults() {
        return rows.stream().filter(ChainRow::wrong).count();
    }

    /// All statements, also those beside the chain.
    public List<Link> statements() {
        return rows.stream()
                .filter(row -> row instanceof Link)
                .map(Link.class::cast)
                .toList();
    }

    /// The statements that close the chain.
    public List<Link> links() {
        return statements().stream().filter(link -> link.part() == Part.LINK).toList();
    }
}
