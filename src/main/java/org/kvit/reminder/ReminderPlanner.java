package org.kvit.reminder;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.kvit.base.Money;
import org.kvit.base.Words;

/// Decides what is reminded and explains what is not. Pure: the same facts give the same plan.
public final class ReminderPlanner {
    private static final Comparator<OpenItem> OLDEST_FIRST =
            Comparator.comparing(OpenItem::dueDate).thenComparing(OpenItem::number);

    private ReminderPlanner() {}

    /// @param items all that the customer owes, in any order
    /// @return a letter for each level that has an invoice to remind, and a reason for every other invoice
    public static ReminderPlan plan(Addressee to, List<OpenItem> items, ReminderPolicy policy, Circumstances now) {
        var byLevel = new TreeMap<Integer, List<Outcome.Included>>();
        var leftOut = new ArrayList<Outcome.LeftOut>();
        for (var item : items.stream().sorted(OLDEST_FIRST).toList()) {
            switch (decide(item, to, policy, now)) {
                case Outcome.Included in ->
                    byLevel.computeIfAbsent(in.level().level(), _ -> new ArrayList<>())
                            .add(in);
                case Outcome.LeftOut out -> leftOut.add(out);
            }
        }
        var letters = new ArrayList<ReminderPlan.Letter>();
        for (var group : byLevel.values()) {
            var level = group.getFirst().level();
            var owed = group.stream().map(Outcome.Included::item).toList();
            undeliverable(to, level, owed, now)
                    .ifPresentOrElse(
                            reason -> owed.forEach(
                                    item -> leftOut.add(new Outcome.LeftOut(item, Optional.of(level), reason))),
                            () -> letters.add(new ReminderPlan.Letter(to, level, owed)));
        }
        return new ReminderPlan(letters, leftOut);
    }

    static Outcome decide(OpenItem item, Addressee to, ReminderPolicy policy, Circumstances now) {
        var level = policy.levelFor(item.daysOverdue(now.asOf()));
        return held(item, to, now)
                .or(() -> level.isEmpty()
                        ? Optional.of(Words.of("reminder.leftOut.noLevel", item.daysOverdue(now.asOf())))
                        : hasHadIts(level.orElseThrow(), item, now))
                .<Outcome>map(reason -> new Outcome.LeftOut(item, level, reason))
                .orElseGet(() -> new Outcome.Included(item, level.orElseThrow()));
    }

    /// What keeps an invoice back at any level, in the order in which a person would name it.
    private static Optional<Words> held(OpenItem item, Addressee to, Circumstances now) {
        return off("reminder.leftOut.invoiceOff", item.hold(), now.asOf())
                .or(() -> off("reminder.leftOut.customerOff", to.hold(), now.asOf()))
                .or(() -> item.promisedOn()
                        .filter(day -> !day.isBefore(now.asOf()))
                        .map(day -> Words.of("reminder.leftOut.promised", day)))
                .or(() -> item.remindedOn()
                        .filter(day -> !day.isBefore(now.today()))
                        .map(day -> Words.of("reminder.leftOut.today", day)))
                .or(() -> item.sentOn()
                        .filter(day -> ChronoUnit.DAYS.between(day, now.today()) < now.daysAfterSending())
                        .map(day -> Words.of("reminder.leftOut.justSent", day, now.daysAfterSending())));
    }

    private static Optional<Words> off(String key, Optional<OpenItem.Hold> hold, LocalDate asOf) {
        return hold.filter(h -> h.on(asOf)).map(h -> {
            var reason = h.reason().orElse("");
            var form = (reason.isEmpty() ? "" : "Reason") + (h.until().isEmpty() ? "" : "Until");
            return h.until()
                    .map(until -> Words.of(key + form, reason, until))
                    .orElseGet(() -> Words.of(key + form, reason));
        });
    }

    /// Whether the level was sent for the invoice as often, or as lately, as it may be.
    private static Optional<Words> hasHadIts(ReminderLevel level, OpenItem item, Circumstances now) {
        var had = item.count(level);
        if (had.count() == 0) {
            return Optional.empty();
        }
        return switch (level.repeat()) {
            case Repeat.Once _ ->
                Optional.of(had.lastOn()
                        .map(on -> Words.of("reminder.leftOut.once", level.name(), on))
                        .orElseGet(() -> Words.of("reminder.leftOut.onceSome", level.name())));
            case Repeat.Every every -> enough(level, every, had).or(() -> soon(every, had, now.today()));
        };
    }

    private static Optional<Words> enough(ReminderLevel level, Repeat.Every every, OpenItem.Count had) {
        return every.atMost().stream()
                .filter(most -> had.count() >= most)
                .mapToObj(most -> Words.of("reminder.leftOut.enough", level.name(), had.count(), most))
                .findFirst();
    }

    private static Optional<Words> soon(Repeat.Every every, OpenItem.Count had, LocalDate today) {
        return had.lastOn()
                .map(on -> ChronoUnit.DAYS.between(on, today))
                .filter(days -> days < every.days())
                .map(days -> Words.of("reminder.leftOut.soon", days, every.days()));
    }

    /// What keeps a whole letter back.
    private static Optional<Words> undeliverable(
            Addressee to, ReminderLevel level, List<OpenItem> items, Circumstances now) {
        if (to.emails().isEmpty()) {
            return Optional.of(
                    to.returned().isEmpty()
                            ? Words.of("reminder.leftOut.noAddress")
                            : Words.of("reminder.leftOut.returned", String.join(", ", to.returned())));
        }
        return ownSum(items, now.currency())
                .filter(sum -> sum.amount().compareTo(level.minAmount()) < 0)
                .map(sum -> Words.of(
                        "reminder.leftOut.small",
                        sum.toString(),
                        new Money(level.minAmount(), now.currency()).toString()));
    }

    /// What the letter asks for, if all of it is in the company's own currency. What another currency is
    /// worth isn't
    /// known here, and a letter that may be worth writing is written.
    private static Optional<Money> ownSum(List<OpenItem> items, String currency) {
        return items.stream().allMatch(item -> item.open().currency().equals(currency))
                ? items.stream().map(OpenItem::open).reduce(Money::plus)
                : Optional.empty();
    }
}
