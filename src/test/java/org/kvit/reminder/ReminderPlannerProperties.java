package org.kvit.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.kvit.base.Money;
import org.kvit.invoice.InvoiceId;

class ReminderPlannerProperties {
    private static final LocalDate TODAY = Items.TODAY;

    @Property
    void every_invoice_is_on_one_letter_or_left_out_with_a_reason(@ForAll("histories") List<OpenItem> items) {
        var plan = plan(items, TODAY);
        var all = Stream.concat(
                        plan.letters().stream().flatMap(l -> l.items().stream()),
                        plan.leftOut().stream().map(Outcome.LeftOut::item))
                .map(OpenItem::id)
                .toList();
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(
                        items.stream().map(OpenItem::id).toList());
        assertThat(plan.letters()).extracting(l -> l.level().level()).doesNotHaveDuplicates();
    }

    @Property
    void nobody_is_reminded_twice_on_one_day(@ForAll("histories") List<OpenItem> items) {
        assertThat(plan(after(plan(items, TODAY), items, TODAY), TODAY).letters())
                .isEmpty();
    }

    @Property
    void however_often_it_runs_the_rules_of_repeating_hold(
            @ForAll("histories") List<OpenItem> items, @ForAll Random random) {
        var reminded = new HashMap<String, List<LocalDate>>();
        var now = items;
        for (var day = TODAY; day.isBefore(TODAY.plusDays(60)); day = day.plusDays(random.nextInt(3))) {
            var plan = plan(now, day);
            for (var letter : plan.letters()) {
                for (var item : letter.items()) {
                    reminded.computeIfAbsent(letter.level().level() + " " + item.number(), _ -> new ArrayList<>())
                            .add(day);
                }
            }
            now = after(plan, now, day);
        }
        reminded.forEach((what, days) -> {
            if (what.startsWith("1 ")) {
                assertThat(days).as(what).hasSize(1);
            }
            for (int i = 1; i < days.size(); i++) {
                assertThat(days.get(i - 1).plusDays(7)).as(what).isBeforeOrEqualTo(days.get(i));
            }
        });
    }

    @Property
    void the_order_of_the_invoices_is_of_no_matter(@ForAll("histories") List<OpenItem> items, @ForAll Random random) {
        var shuffled = new ArrayList<>(items);
        Collections.shuffle(shuffled, random);
        assertThat(plan(shuffled, TODAY)).isEqualTo(plan(items, TODAY));
    }

    @Provide
    Arbitrary<List<OpenItem>> histories() {
        var days = Arbitraries.integers().between(-5, 120);
        var daysAgo = Arbitraries.integers().between(0, 40).injectNull(0.5);
        var level = Arbitraries.integers().between(1, 3);
        var promise = Arbitraries.integers().between(-10, 10).injectNull(0.7);
        return Combinators.combine(days, daysAgo, level, promise)
                .as((d, ago, l, p) -> {
                    var item = Items.overdue(d);
                    item = ago == null ? item : Items.remindedBefore(item, l, 1, ago);
                    return p == null ? item : Items.promised(item, TODAY.plusDays(p));
                })
                .list()
                .ofMaxSize(12)
                .map(ReminderPlannerProperties::numbered);
    }

    private static List<OpenItem> numbered(List<OpenItem> items) {
        var numbered = new ArrayList<OpenItem>();
        for (int i = 0; i < items.size(); i++) {
            var item = items.get(i);
            numbered.add(new OpenItem(
                    new InvoiceId(i + 1L),
                    item.customer(),
                    "RK-" + (i + 1),
                    item.issueDate(),
                    item.dueDate(),
                    item.total(),
                    Money.of(i + 1 + ".00", "EUR"),
                    item.reference(),
                    item.sentOn(),
                    item.hold(),
                    item.promisedOn(),
                    item.remindedOn(),
                    item.counts()));
        }
        return numbered;
    }

    private static ReminderPlan plan(List<OpenItem> items, LocalDate day) {
        return ReminderPlanner.plan(
                Items.customer("info@vedu.example"), items, Items.STANDARD, new Circumstances(day, day, 3, "EUR"));
    }

    /// The invoices after the plan's letters were sent.
    private static List<OpenItem> after(ReminderPlan plan, List<OpenItem> items, LocalDate day) {
        Map<InvoiceId, Integer> levels = new HashMap<>();
        plan.letters()
                .forEach(
                        l -> l.items().forEach(i -> levels.put(i.id(), l.level().level())));
        return items.stream()
                .map(item -> {
                    var level = levels.get(item.id());
                    if (level == null) {
                        return item;
                    }
                    var counts = new HashMap<>(item.counts());
                    counts.merge(
                            level,
                            new OpenItem.Count(1, Optional.of(day)),
                            (old, one) -> new OpenItem.Count(old.count() + 1, one.lastOn()));
                    return Items.with(
                            item, item.open(), item.sentOn(), item.hold(), item.promisedOn(), Optional.of(day), counts);
                })
                .toList();
    }
}
