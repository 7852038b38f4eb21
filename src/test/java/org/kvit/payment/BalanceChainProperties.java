package org.kvit.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.kvit.payment.ChainRow.Break;
import org.kvit.payment.ChainRow.Link;
import org.kvit.payment.ChainRow.Part;

/// An account's true history, and what becomes of its statements on their way to us.
class BalanceChainProperties {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

    /// So much in and out on a day.
    record Move(int in, int out) {
        BigDecimal net() {
            return cents(in).subtract(cents(out));
        }
    }

    @Property(tries = 300)
    void all_statements_in_any_order_with_repeats_and_longer_ones_close_a_chain_without_a_fault(
            @ForAll("histories") List<List<Move>> history, @ForAll long seed) {
        var random = new Random(seed);
        var statements = daily(history, false);
        statements.addAll(repeated(statements, random));
        statements.addAll(longer(history, random));
        var chain = BalanceChain.of(imported(statements, random));
        assertThat(chain.faults()).as(BalanceChainTest.told(chain)).isZero();
        assertThat(chain.links().getLast().statement().closing()).isEqualTo(total(history));
    }

    @Property(tries = 300)
    void whatever_came_when_the_chain_is_the_same(@ForAll("histories") List<List<Move>> history, @ForAll long seed) {
        var random = new Random(seed);
        var some = new ArrayList<>(daily(history, random.nextBoolean()));
        some.addAll(repeated(some, random));
        some.addAll(longer(history, random));
        some.removeIf(_ -> random.nextInt(4) == 0);
        var one = BalanceChain.of(imported(some, random));
        var other = BalanceChain.of(imported(some, random));
        assertThat(BalanceChainTest.told(other)).isEqualTo(BalanceChainTest.told(one));
        assertThat(said(other)).isEqualTo(said(one));
    }

    @Property(tries = 300)
    void what_is_missing_is_told_to_the_cent_and_vanishes_when_it_comes(
            @ForAll("histories") List<List<Move>> history, @ForAll long seed) {
        var random = new Random(seed);
        var all = daily(history, true);
        var gone = new boolean[all.size()];
        for (int i = 1; i < gone.length - 1; i++) {
            gone[i] = random.nextInt(3) == 0;
        }
        var there = new ArrayList<StatedBalances>();
        var expected = new ArrayList<BigDecimal>();
        var missing = BigDecimal.ZERO;
        for (int i = 0; i < gone.length; i++) {
            if (gone[i]) {
                missing = missing.add(all.get(i).net().orElseThrow());
                continue;
            }
            there.add(all.get(i));
            if (missing.signum() != 0) {
                expected.add(missing.stripTrailingZeros());
            }
            missing = BigDecimal.ZERO;
        }
        assertThat(BalanceChain.of(imported(there, random)).rows().stream()
                        .filter(row -> row instanceof Break gap && gap.missing().isPresent())
                        .map(row -> ((Break) row).missing().orElseThrow()))
                .isEqualTo(expected);
        assertThat(BalanceChain.of(imported(all, random)).faults()).isZero();
    }

    /// Of each day up to three moves, each with a statement of its own; on most days none or one.
    @Provide
    Arbitrary<List<List<Move>>> histories() {
        var amount = Arbitraries.integers().between(0, 500);
        var move = amount.flatMap(in -> amount.map(out -> new Move(in, out)));
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(3, move.list().ofMaxSize(1)),
                        net.jqwik.api.Tuple.of(1, move.list().ofMaxSize(3)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(25)
                .filter(days -> days.stream().anyMatch(day -> !day.isEmpty()));
    }

    private static List<StatedBalances> daily(List<List<Move>> history, boolean numbered) {
        var all = new ArrayList<StatedBalances>();
        var balance = new BigDecimal("1000");
        for (int day = 0; day < history.size(); day++) {
            for (var move : history.get(day)) {
                var closing = balance.add(move.net());
                all.add(statement(day, day, balance, closing, move, numbered ? all.size() + 1 : 0));
                balance = closing;
            }
        }
        return all;
    }

    /// Of several days in one.
    private static List<StatedBalances> longer(List<List<Move>> history, Random random) {
        var all = new ArrayList<StatedBalances>();
        for (int i = random.nextInt(3); i > 0; i--) {
            int from = random.nextInt(history.size());
            int to = from + random.nextInt(history.size() - from);
            if (history.subList(from, to + 1).stream().allMatch(List::isEmpty)) {
                continue;
            }
            var opening = balance(history, from);
            var moves =
                    history.subList(from, to + 1).stream().flatMap(List::stream).toList();
            var sum = new Move(
                    moves.stream().mapToInt(Move::in).sum(),
                    moves.stream().mapToInt(Move::out).sum());
            all.add(statement(from, to, opening, opening.add(sum.net()), sum, 0));
        }
        return all;
    }

    private static List<StatedBalances> repeated(List<StatedBalances> statements, Random random) {
        return statements.stream().filter(_ -> random.nextInt(5) == 0).toList();
    }

    /// In any order: later ones have the higher ids.
    private static List<StatedBalances> imported(List<StatedBalances> statements, Random random) {
        var shuffled = new ArrayList<>(statements);
        Collections.shuffle(shuffled, random);
        var all = new ArrayList<StatedBalances>();
        for (var s : shuffled) {
            all.add(new StatedBalances(
                    all.size() + 1,
                    s.message(),
                    s.sequence(),
                    s.from(),
                    s.to(),
                    s.opening(),
                    s.closing(),
                    s.in(),
                    s.out(),
                    s.entries()));
        }
        return all;
    }

    private static List<StatedBalances> said(BalanceChain chain) {
        return chain.statements().stream()
                .filter(link -> link.part() != Part.AGAIN)
                .map(Link::statement)
                .map(StatedBalances::said)
                .toList();
    }

    private static StatedBalances statement(
            int from, int to, BigDecimal opening, BigDecimal closing, Move move, int number) {
        return new StatedBalances(
                0,
                "camt.053",
                number == 0 ? "" : Integer.toString(number),
                Optional.of(FIRST.plusDays(from)),
                Optional.of(FIRST.plusDays(to)),
                Optional.of(opening),
                Optional.of(closing),
                Optional.of(cents(move.in())),
                Optional.of(cents(move.out())),
                2);
    }

    private static Optional<BigDecimal> total(List<List<Move>> history) {
        return Optional.of(balance(history, history.size()).stripTrailingZeros());
    }

    /// On the evening before a day.
    private static BigDecimal balance(List<List<Move>> history, int day) {
        return history.subList(0, day).stream()
                .flatMap(List::stream)
                .map(Move::net)
                .reduce(new BigDecimal("1000"), BigDecimal::add);
    }

    private static BigDecimal cents(int amount) {
        return BigDecimal.valueOf(amount, 2);
    }
}
