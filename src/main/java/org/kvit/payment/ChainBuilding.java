package org.kvit.payment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kvit.payment.ChainRow.Break;
import org.kvit.payment.ChainRow.Link;
import org.kvit.payment.ChainRow.Part;

/// A chain of statements as far as it is closed: they are added in the order of time. Pure.
final class ChainBuilding {
    private final List<ChainRow> rows = new ArrayList<>();
    private final List<StatedBalances> links = new ArrayList<>();
    private Optional<BigDecimal> reached = Optional.empty();

    /// Several statements of one day follow each other by their balances, if not by their numbers. Where they go round
    /// in a circle and nothing comes before them, what comes next tells where it begins.
    List<StatedBalances> inOrder(List<StatedBalances> sameDays, List<StatedBalances> next) {
        if (sameDays.size() == 1) {
            return sameDays;
        }
        return next.stream()
                .filter(_ -> reached.isEmpty())
                .map(StatedBalances::startsAt)
                .map(start -> Trail.of(sameDays, start))
                .filter(Trail::isCircle)
                .filter(trail -> next.stream()
                        .map(StatedBalances::startsAt)
                        .anyMatch(trail.getFirst().startsAt()::equals))
                .findFirst()
                .orElseGet(() -> Trail.of(sameDays, reached));
    }

    List<ChainRow> rows() {
        return rows;
    }

    /// The same statement as the one added last, from another import.
    void again(StatedBalances s) {
        rows.add(new Link(s, Part.AGAIN, false));
    }

    /// @param sameDays all that are of its days, itself too
    void add(StatedBalances s, List<StatedBalances> sameDays) {
        if (links.isEmpty()) {
            link(s, s.opening().isPresent() && s.closing().isPresent());
            return;
        }
        var last = links.getLast();
        boolean later = s.first().isAfter(last.last());
        boolean goesOn =
                s.first().equals(last.last()) && (s.last().isAfter(last.last()) || s.samePeriod(last)) && joins(s);
        if (later || goesOn || isAnotherPartOfTheDay(s, last)) {
            follow(s, last);
        } else if (!s.last().isAfter(last.last())) {
            rows.add(new Link(s, Contradiction.is(s, sameDays, links) ? Part.CONTRADICTS : Part.COVERED, true));
        } else {
            overlap(s, last);
        }
    }

    private void follow(StatedBalances s, StatedBalances last) {
        var missing = s.startsAt()
                .flatMap(o -> reached.map(r -> o.subtract(r).stripTrailingZeros()))
                .filter(m -> m.signum() != 0);
        missing.ifPresent(m -> rows.add(new Break(last, s, Optional.of(m), 0, 0, true)));
        link(s, missing.isEmpty() && s.startsAt().isPresent() && reached.isPresent());
    }

    /// It begins within the days of those before it: it is compared with a balance of its first day, if
    /// any of them has one.
    private void overlap(StatedBalances s, StatedBalances last) {
        var known = balancesBefore(s);
        var missing = known.isEmpty() || s.opening().filter(known::contains).isPresent()
                ? Optional.<BigDecimal>empty()
                : s.opening().map(o -> o.subtract(known.getLast()).stripTrailingZeros());
        missing.ifPresent(m -> rows.add(new Break(last, s, Optional.of(m), 0, 0, true)));
        link(s, !known.isEmpty() && missing.isEmpty());
    }

    /// What links say of the balance on the evening before, and of the morning on which it begins.
    private List<BigDecimal> balancesBefore(StatedBalances s) {
        var known = new ArrayList<BigDecimal>();
        for (var link : links) {
            if (link.first().equals(s.first())) {
                link.opening().ifPresent(known::add);
            }
            if (link.last().equals(s.first().minusDays(1))) {
                link.closing().ifPresent(known::add);
            }
        }
        return known;
    }

    private void link(StatedBalances s, boolean checked) {
        reached = s.endsAt(reached);
        links.add(s);
        rows.add(new Link(s, Part.LINK, checked && s.off().isEmpty()));
    }

    private boolean joins(StatedBalances s) {
        return s.startsAt().isPresent() && s.startsAt().equals(reached);
    }

    /// Of the last day again, by its number or because neither begins nor ends as the ones before: what
    /// is between is missing.
    private boolean isAnotherPartOfTheDay(StatedBalances s, StatedBalances last) {
        return !severalDays(s) && s.samePeriod(last) && (Trail.isNumbered(List.of(last, s)) || isApart(s));
    }

    private boolean isApart(StatedBalances s) {
        return s.opening().isPresent()
                && s.closing().isPresent()
                && !s.closing().equals(reached)
                && links.stream()
                        .filter(link -> link.samePeriod(s))
                        .noneMatch(link -> link.opening().equals(s.opening()));
    }

    private static boolean severalDays(StatedBalances s) {
        return s.first().isBefore(s.last());
    }
}
