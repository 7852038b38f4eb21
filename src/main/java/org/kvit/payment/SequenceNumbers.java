package org.kvit.payment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kvit.payment.ChainRow.Break;
import org.kvit.payment.ChainRow.Link;
import org.kvit.payment.ChainRow.Part;

/// The numbers that a bank gives its statements, and which of them are missing between two links of a
/// chain. Some banks begin anew each year; some count other messages too, so that holes are usual:
/// where more than every fourth pair of links whose balances join has one, nothing is said of these.
/// Pure.
final class SequenceNumbers {
    /// More at once are no hole: the bank numbers otherwise.
    private static final long LARGEST_HOLE = 400;

    /// @param first of the missing numbers; 0: none
    private record Hole(long first, long last) {
        static final Hole NONE = new Hole(0, 0);
    }

    private SequenceNumbers() {}

    /// The same rows, with what is missing.
    static List<ChainRow> checked(List<ChainRow> rows) {
        var there = numbers(rows);
        boolean holesAreUsual = holesAreUsual(rows, there);
        var all = new ArrayList<ChainRow>();
        Optional<StatedBalances> before = Optional.empty();
        for (var row : rows) {
            if (row instanceof Link(var s, var part, var checked) && part == Part.LINK) {
                var hole = before.map(b -> hole(b, s, there)).orElse(Hole.NONE);
                if (hole.first() > 0 && !(checked && holesAreUsual)) {
                    note(all, before.orElseThrow(), s, hole, checked);
                }
                before = Optional.of(s);
            }
            all.add(row);
        }
        return all;
    }

    private static void note(List<ChainRow> rows, StatedBalances before, StatedBalances s, Hole hole, boolean joins) {
        if (!rows.isEmpty() && rows.getLast() instanceof Break gap) {
            rows.removeLast();
            rows.add(new Break(gap.before(), s, gap.missing(), hole.first(), hole.last(), true));
        } else {
            rows.add(new Break(before, s, Optional.empty(), hole.first(), hole.last(), !joins));
        }
    }

    private static boolean holesAreUsual(List<ChainRow> rows, Set<Long> there) {
        var links = new BalanceChain(rows).links();
        int joined = 0;
        int holes = 0;
        for (int i = 1; i < links.size(); i++) {
            if (links.get(i).checked()) {
                joined++;
                holes += hole(links.get(i - 1).statement(), links.get(i).statement(), there)
                                        .first()
                                > 0
                        ? 1
                        : 0;
            }
        }
        return holes > 1 && holes * 4 > joined;
    }

    private static Hole hole(StatedBalances before, StatedBalances after, Set<Long> there) {
        if (before.number().isEmpty()
                || after.number().isEmpty()
                || !before.message().equals(after.message())) {
            return Hole.NONE;
        }
        long from = before.number().getAsLong() + 1;
        long to = after.number().getAsLong() - 1;
        if (to < from - 1 && after.last().getYear() > before.last().getYear()) {
            from = 1; // the bank begins anew each year
        }
        long first = from;
        return to < first || to - first >= LARGEST_HOLE
                ? Hole.NONE
                : missing(first, to, after.last().getYear(), there);
    }

    /// The last of them in a row; those that came in a statement beside the chain are there.
    private static Hole missing(long from, long to, int year, Set<Long> there) {
        long last = to;
        while (last >= from && there.contains(key(year, last))) {
            last--;
        }
        long first = last;
        while (first > from && !there.contains(key(year, first - 1))) {
            first--;
        }
        return last < from ? Hole.NONE : new Hole(first, last);
    }

    private static Set<Long> numbers(List<ChainRow> rows) {
        return new BalanceChain(rows)
                .statements().stream()
                        .map(Link::statement)
                        .filter(s -> s.dated() && s.number().isPresent())
                        .map(s -> key(s.last().getYear(), s.number().getAsLong()))
                        .collect(Collectors.toSet());
    }

    private static long key(int year, long number) {
        return year * 1_000_000_000L + number;
    }
}
