package org.kvit.reminder;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
                            () -> letters.add(new ReminderPlan.Letter(to, level, recipients(to, level, now), owed)));
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
                .or(() -> now.called().contains(item.id())
                        ? Optional.of(Words.of("reminder.leftOut.called", now.today()))
                        : Optional.empty())
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
        return unreachable(to, level, now).or(() -> small(level, items, now));
    }

    private static Optional<Words> unreachable(Addressee to, ReminderLevel level, Circumstances now) {
        if (to.recipients(level.channels()).isEmpty()) {
            if (level.channels().contains(Channel.EMAIL) && !to.returned().isEmpty()) {
                return Optional.of(Words.of("reminder.leftOut.returned", String.join(", ", to.returned())));
            }
            return Optional.of(Words.of(
                    switch (level.channels().size() == 1
                            ? level.channels().iterator().next()
                            : null) {
                        case EMAIL -> "reminder.leftOut.noAddress";
                        case FAX -> "reminder.leftOut.noFax";
                        case PRINT -> "reminder.leftOut.noPost";
                        case null -> "reminder.leftOut.noneOf";
                    }));
        }
        return recipients(to, level, now).isEmpty()
                ? Optional.of(Words.of("reminder.leftOut.noWay"))
                : Optional.empty();
    }

    /// All of the level's ways that reach the customer and by which something can be sent.
    private static List<Recipient> recipients(Addressee to, ReminderLevel level, Circumstances now) {
        return to.recipients(level.channels()).stream()
                .filter(recipient -> now.ways().contains(recipient.channel()))
                .toList();
    }

    /// A letter is too small if what it asks for lies below the minimum in each of its currencies. A currency that
    /// has no minimum is worth writing for: what it is worth in another isn't known here.
    private static Optional<Words> small(ReminderLevel level, List<OpenItem> items, Circumstances now) {
        var sums = new TreeMap<String, Money>();
        items.forEach(item -> sums.merge(item.open().currency(), item.open(), Money::plus));
        var least = sums.keySet().stream()
                .flatMap(currency ->
                        level.minimum(currency, now.currency()).map(min -> new Money(min, currency)).stream())
                .toList();
        boolean worth = least.size() < sums.size()
                || least.stream()
                        .anyMatch(min ->
                                Objects.requireNonNull(sums.get(min.currency())).compareTo(min) >= 0);
        return worth
                ? Optional.empty()
                : Optional.of(Words.of("reminder.leftOut.small", listed(sums.values()), listed(least)));
    }

    private static String listed(Collection<Money> amounts) {
        return amounts.stream().map(Money::toString).collect(Collectors.joining(", "));
    }
}
