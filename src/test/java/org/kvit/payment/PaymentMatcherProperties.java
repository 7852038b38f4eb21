package org.kvit.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Assertions;
import org.kvit.base.Money;

/// What holds for any payment and any open invoices.
class PaymentMatcherProperties {
    private static final Map<Integer, Trade> TRADES = new HashMap<>();

    private static Trade trade(int company) {
        return TRADES.computeIfAbsent(
                company, c -> new Trade(700L + c, NumberFormats.companies().get(c)));
    }

    private static List<Remitted> remitted(int company, long seed) {
        var trade = new Trade(700L + company, NumberFormats.companies().get(company));
        trade.random.setSeed(seed);
        return new Remittances(trade).some(60);
    }

    @Property(tries = 30)
    void links_never_exceed_the_payment_nor_what_is_open_nor_leave_the_currency(
            @ForAll @IntRange(max = 14) int company, @ForAll @IntRange(max = 1000) int seed) {
        var trade = trade(company);
        var items = trade.items();
        var linked = new HashMap<Long, BigDecimal>();
        for (var one : remitted(company, seed)) {
            var facts = one.facts(1);
            var matches = PaymentMatcher.match(facts, items);
            assertThat(matches).hasSizeLessThanOrEqualTo(5);
            for (var match : matches) {
                assertThat(sum(match)).isLessThanOrEqualTo(facts.amount().amount());
                for (var link : match.links()) {
                    var invoice = trade.invoices.get((int) link.invoice() - 1);
                    assertThat(link.amount()).isPositive();
                    assertThat(link.amount().add(linked.getOrDefault(link.invoice(), BigDecimal.ZERO)))
                            .isLessThanOrEqualTo(invoice.open().amount());
                    assertThat(invoice.open().currency())
                            .isEqualTo(facts.amount().currency());
                }
                assertThat(match.links().stream().map(Match.Link::invoice)).doesNotHaveDuplicates();
            }
            matches.stream().skip(1).forEach(m -> assertThat(m.certainty()).isEqualTo(Match.Certainty.LIKELY));
            if (isCertain(matches)) {
                items.settle(matches.getFirst());
                matches.getFirst().links().forEach(l -> linked.merge(l.invoice(), l.amount(), BigDecimal::add));
            }
        }
    }

    @Property(tries = 10)
    void the_order_of_invoices_and_customers_does_not_matter_and_asking_twice_changes_nothing(
            @ForAll @IntRange(max = 14) int company, @ForAll @IntRange(max = 1000) int seed) {
        var trade = trade(company);
        var items = trade.items();
        var invoices = new ArrayList<>(trade.invoices);
        var customers = new ArrayList<>(trade.customers);
        Collections.shuffle(invoices, new Random(seed));
        Collections.shuffle(customers, new Random(seed));
        var closed = new ClosedNumbers.Building();
        trade.closed.reversed().forEach(closed::add);
        var shuffled = new OpenItems(invoices, customers, closed.built());
        for (var one : remitted(company, seed)) {
            var matches = PaymentMatcher.match(one.facts(1), items);
            assertThat(PaymentMatcher.match(one.facts(1), shuffled)).isEqualTo(matches);
            assertThat(PaymentMatcher.match(one.facts(1), items)).isEqualTo(matches);
        }
    }

    /// Invoices of other customers in other series, with other amounts.
    @Property(tries = 10)
    void what_has_nothing_to_do_with_a_payment_makes_nothing_wrong_certain(
            @ForAll @IntRange(max = 14) int company, @ForAll @IntRange(max = 1000) int seed) {
        var trade = trade(company);
        var invoices = new ArrayList<>(trade.invoices);
        for (int i = 1; i <= 500; i++) {
            invoices.add(new OpenInvoice(
                    100_000L + i,
                    "ZZQ-%05d".formatted(i * 7),
                    9_999,
                    Money.of("7777777.01", "EUR"),
                    trade.invoices.getFirst().dueDate(),
                    ""));
        }
        var more = new OpenItems(invoices, trade.customers, ClosedNumbers.NONE);
        for (var one : remitted(company, seed)) {
            var matches = PaymentMatcher.match(one.facts(1), more);
            if (isCertain(matches)) {
                assertThat(matches.getFirst().links()).allMatch(l -> l.invoice() < 100_000);
            }
        }
    }

    @Property(tries = 60)
    void any_text_is_read_in_bounded_time(
            @ForAll @StringLength(max = 400) @CharRange(from = ' ', to = '\u2fff') String text,
            @ForAll @IntRange(min = 1, max = 200) int times,
            @ForAll @IntRange(max = 14) int company) {
        var hostile = text.repeat(times);
        bounded(company, hostile);
    }

    @Property(tries = 20)
    void texts_made_to_be_slow_are_read_in_bounded_time(
            @ForAll @IntRange(max = 14) int company, @ForAll @IntRange(max = 9) int which) {
        var piece = List.of(
                        "RK-",
                        "1 1 1 1 ",
                        "12.12.",
                        "RF18",
                        "VS:VS:",
                        "V.S. ",
                        "1,1,1,",
                        "2026-",
                        "LV80 BANK ",
                        "?20?21&#&nbsp;&#x")
                .get(which);
        bounded(company, piece.repeat(3000));
    }

    private static void bounded(int company, String text) {
        var facts = new PaymentFacts(
                1,
                java.time.LocalDate.of(2026, 11, 23),
                Money.of("100.00", "EUR"),
                text,
                text,
                text,
                List.of(text),
                text,
                text.lines().toList(),
                text);
        var items = trade(company).items();
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> PaymentMatcher.match(facts, items));
    }

    private static boolean isCertain(List<Match> matches) {
        return !matches.isEmpty() && matches.getFirst().certainty() == Match.Certainty.CERTAIN;
    }

    private static BigDecimal sum(Match match) {
        return match.links().stream().map(Match.Link::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
