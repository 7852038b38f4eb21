package org.kvit.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.kvit.base.Money;
import org.kvit.invoice.InvoiceId;

/// What holds of a plan by any policy at all: random ladders, ways, minimums, customers and invoices.
class PolicyProperties {
    private static final LocalDate TODAY = Items.TODAY;

    @Property
    void every_invoice_is_in_exactly_one_place_and_at_the_one_level_of_its_days(
            @ForAll("policies") ReminderPolicy policy,
            @ForAll("customers") Addressee to,
            @ForAll("invoices") List<OpenItem> items,
            @ForAll Set<Channel> ways) {
        var plan = plan(to, items, policy, ways);
        var seen = new HashSet<InvoiceId>();
        for (var letter : plan.letters()) {
            assertThat(letter.items()).isNotEmpty();
            for (var item : letter.items()) {
                assertThat(seen.add(item.id())).isTrue();
                assertThat(policy.levels().stream().filter(l -> l.holds(item.daysOverdue(TODAY))))
                        .containsExactly(letter.level());
            }
        }
        for (var out : plan.leftOut()) {
            assertThat(seen.add(out.item().id())).isTrue();
        }
        assertThat(seen).isEqualTo(items.stream().map(OpenItem::id).collect(Collectors.toSet()));
        assertThat(plan.letters())
                .extracting(l -> l.level().level())
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Property
    void a_letter_goes_only_where_its_level_the_customer_and_the_company_allow_and_there_by_all_ways(
            @ForAll("policies") ReminderPolicy policy,
            @ForAll("customers") Addressee to,
            @ForAll("invoices") List<OpenItem> items,
            @ForAll Set<Channel> ways) {
        for (var letter : plan(to, items, policy, ways).letters()) {
            var allowed = new HashSet<>(letter.level().channels());
            allowed.retainAll(ways);
            allowed.removeIf(channel -> !reached(to, channel));
            assertThat(letter.channels()).isEqualTo(allowed).isNotEmpty();
            assertThat(letter.emails()).isEqualTo(allowed.contains(Channel.EMAIL) ? to.emails() : List.of());
        }
    }

    @Property
    void what_is_left_out_for_the_way_or_the_amount_is_left_out_truly(
            @ForAll("policies") ReminderPolicy policy,
            @ForAll("customers") Addressee to,
            @ForAll("invoices") List<OpenItem> items,
            @ForAll Set<Channel> ways) {
        var plan = plan(to, items, policy, ways);
        for (var out : plan.leftOut()) {
            var level = out.level();
            switch (TrialTally.kind(out.reason().key())) {
                case "noLevel" -> assertThat(level).isEmpty();
                case "noAddress" -> unreached(level, to, Set.of(Channel.EMAIL));
                case "noFax" -> unreached(level, to, Set.of(Channel.FAX));
                case "noPost" -> unreached(level, to, Set.of(Channel.PRINT));
                case "noneOf" -> {
                    assertThat(level.orElseThrow().channels()).hasSizeGreaterThan(1);
                    unreached(level, to, level.orElseThrow().channels());
                }
                case "noWay" ->
                    assertThat(level.orElseThrow().channels())
                            .anyMatch(c -> reached(to, c))
                            .noneMatch(c -> reached(to, c) && ways.contains(c));
                case "small" ->
                    assertThat(worth(level.orElseThrow(), plan, out)).isFalse();
                case String other -> throw new AssertionError("nothing of these invoices is a reason for " + other);
            }
        }
        for (var letter : plan.letters()) {
            assertThat(worth(letter.level(), letter.items())).isTrue();
        }
    }

    /// By the rule as it is told: some currency of the letter has no minimum, or the letter comes up to it.
    private static boolean worth(ReminderLevel level, List<OpenItem> items) {
        return items.stream().map(item -> item.open().currency()).distinct().anyMatch(currency -> {
            var sum = items.stream()
                    .filter(item -> item.open().currency().equals(currency))
                    .map(item -> item.open().amount())
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            var minimum = currency.equals("EUR")
                    ? level.minimums().getOrDefault("EUR", level.minAmount())
                    : level.minimums().get(currency);
            return minimum == null || sum.compareTo(minimum) >= 0;
        });
    }

    private static boolean worth(ReminderLevel level, ReminderPlan plan, Outcome.LeftOut out) {
        return worth(
                level,
                plan.leftOut().stream()
                        .filter(o ->
                                o.reason().equals(out.reason()) && o.level().equals(out.level()))
                        .map(Outcome.LeftOut::item)
                        .toList());
    }

    private static void unreached(Optional<ReminderLevel> level, Addressee to, Set<Channel> channels) {
        assertThat(level.orElseThrow().channels()).isEqualTo(channels);
        assertThat(channels).noneMatch(c -> reached(to, c));
    }

    private static boolean reached(Addressee to, Channel channel) {
        return switch (channel) {
            case EMAIL -> !to.emails().isEmpty();
            case FAX -> !to.faxes().isEmpty();
            case PRINT -> to.street().isPresent() && to.city().isPresent();
        };
    }

    private static ReminderPlan plan(Addressee to, List<OpenItem> items, ReminderPolicy policy, Set<Channel> ways) {
        return ReminderPlanner.plan(to, items, policy, new Circumstances(TODAY, TODAY, 3, "EUR", ways));
    }

    /// One level after the other, with gaps between some, from before the due date on.
    @Provide
    Arbitrary<ReminderPolicy> policies() {
        var gap = Arbitraries.integers().between(0, 3);
        var length = Arbitraries.integers().between(1, 20);
        var channels = Arbitraries.of(Channel.class).set().ofMinSize(1);
        var minimum = Arbitraries.of("0", "5.00", "150.00");
        var minimums = Arbitraries.maps(
                        Arbitraries.of("CZK", "EUR"), Arbitraries.of(new BigDecimal("50"), new BigDecimal("250")))
                .ofMaxSize(2);
        var level = Combinators.combine(gap, length, channels, minimum, minimums)
                .as((g, l, c, m, ms) -> Items.by(
                        new ReminderLevel(1, "Level", g, OptionalInt.of(g + l), new Repeat.Once(), new BigDecimal(m)),
                        c,
                        ms));
        return level.list().ofMinSize(1).ofMaxSize(9).map(PolicyProperties::inARow);
    }

    private static ReminderPolicy inARow(List<ReminderLevel> levels) {
        var row = new ArrayList<ReminderLevel>();
        int day = -10;
        for (var level : levels) {
            int from = day + level.fromDays();
            int to = from + level.toDays().orElseThrow() - level.fromDays();
            boolean last = row.size() == levels.size() - 1;
            row.add(Items.by(
                    new ReminderLevel(
                            row.size() + 1,
                            "Level " + (row.size() + 1),
                            from,
                            last ? OptionalInt.empty() : OptionalInt.of(to),
                            level.repeat(),
                            level.minAmount()),
                    level.channels(),
                    level.minimums()));
            day = to + 1;
        }
        return new ReminderPolicy(row);
    }

    @Provide
    Arbitrary<Addressee> customers() {
        return Combinators.combine(
                        Arbitraries.of("a@a.example", "b@a.example")
                                .list()
                                .uniqueElements()
                                .ofMaxSize(2),
                        Arbitraries.of("+372 600 1000").list().ofMaxSize(1),
                        Arbitraries.of(true, false))
                .as(Items::at);
    }

    @Provide
    Arbitrary<List<OpenItem>> invoices() {
        return Combinators.combine(
                        Arbitraries.integers().between(-15, 120),
                        Arbitraries.of("EUR", "CZK", "USD"),
                        Arbitraries.integers().between(1, 20_000))
                .as((days, currency, cents) ->
                        Items.open(Items.overdue(days), new Money(BigDecimal.valueOf(cents, 2), currency)))
                .list()
                .ofMaxSize(10)
                .map(items -> {
                    var numbered = new ArrayList<OpenItem>();
                    for (var item : items) {
                        numbered.add(new OpenItem(
                                new InvoiceId(numbered.size() + 1L),
                                item.customer(),
                                "RK-" + (numbered.size() + 1),
                                item.issueDate(),
                                item.dueDate(),
                                item.total(),
                                item.open(),
                                item.reference(),
                                item.sentOn(),
                                item.hold(),
                                item.promisedOn(),
                                item.remindedOn(),
                                Map.of()));
                    }
                    return numbered;
                });
    }
}
