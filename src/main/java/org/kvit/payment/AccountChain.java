package org.kvit.payment;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kvit.base.Money;
import org.kvit.base.Words;
import org.kvit.payment.ChainRow.Break;

/// The statements of one of our accounts in one currency, and how they join.
///
/// @param currency ISO 4217; empty where the bank doesn't say
public record AccountChain(String account, String currency, BalanceChain chain) {

    /// The last day that any statement covers.
    public Optional<LocalDate> newest() {
        return chain.links().stream().map(link -> link.statement().last()).max(Comparator.naturalOrder());
    }

    /// Days since [#newest]; 0 if that is today or there is none.
    public long age(LocalDate today) {
        return newest().map(day -> Math.max(0, ChronoUnit.DAYS.between(day, today)))
                .orElse(0L);
    }

    /// What the last link closed with.
    public Optional<Money> balance() {
        return chain.links().isEmpty() || currency.isEmpty()
                ? Optional.empty()
                : chain.links().getLast().statement().closing().map(amount -> new Money(amount, currency));
    }

    /// Of which there are statements, the newest first.
    public List<Integer> years() {
        return chain.statements().stream()
                .filter(link -> link.statement().dated())
                .map(link -> link.statement().last().getYear())
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /// The newest first.
    /// @param year 0: all
    public List<ChainRow> rows(int year) {
        return chain.rows().reversed().stream()
                .filter(row -> year == 0
                        || row.on().filter(day -> day.getYear() == year).isPresent())
                .toList();
    }

    /// How often it is broken.
    /// @param day only at statements that end then or later
    public long faultsSince(LocalDate day) {
        return chain.rows().stream()
                .filter(ChainRow::wrong)
                .filter(row -> row.on().filter(on -> !on.isBefore(day)).isPresent())
                .count();
    }

    /// What is missing beside some of its statements, in words, by the statement's id.
    Map<Long, List<Words>> gapsBeside(Set<Long> ids) {
        var words = new HashMap<Long, List<Words>>();
        chain.rows().forEach(row -> {
            if (row instanceof Break gap && gap.certain()) {
                long beside = ids.contains(gap.after().id())
                        ? gap.after().id()
                        : gap.before().id();
                if (ids.contains(beside)) {
                    words.computeIfAbsent(beside, _ -> new ArrayList<>()).addAll(gap.words(currency));
                }
            }
        });
        return words;
    }
}
