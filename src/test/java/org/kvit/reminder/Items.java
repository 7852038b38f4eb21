package org.kvit.reminder;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.kvit.base.Money;
import org.kvit.customer.CustomerId;
import org.kvit.invoice.InvoiceId;

/// Invoices as the planner sees them, told in few words. Today is 23 November 2026.
final class Items {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    static final Circumstances NOW = new Circumstances(TODAY, TODAY, 3, "EUR");
    static final ReminderPolicy STANDARD = ReminderPolicy.standard(level -> "Reminder " + level);
    static final CustomerId CUSTOMER = new CustomerId(7);

    private Items() {}

    /// A hundred euros, due so many days ago.
    static OpenItem overdue(int days) {
        return new OpenItem(
                new InvoiceId(1000 + days),
                CUSTOMER,
                "RK-" + days,
                TODAY.minusDays(days + 14L),
                TODAY.minusDays(days),
                Money.of("100.00", "EUR"),
                Money.of("100.00", "EUR"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    static OpenItem remindedBefore(OpenItem item, int level, int times, int daysAgo) {
        var on = Optional.of(TODAY.minusDays(daysAgo));
        var counts = new HashMap<>(item.counts());
        counts.put(level, new OpenItem.Count(times, on));
        return with(item, item.open(), item.sentOn(), item.hold(), item.promisedOn(), on, counts);
    }

    static OpenItem promised(OpenItem item, LocalDate day) {
        return with(item, item.open(), item.sentOn(), item.hold(), Optional.of(day), item.remindedOn(), item.counts());
    }

    static OpenItem sentOn(OpenItem item, LocalDate day) {
        return with(
                item, item.open(), Optional.of(day), item.hold(), item.promisedOn(), item.remindedOn(), item.counts());
    }

    static OpenItem held(OpenItem item, OpenItem.Hold hold) {
        return with(
                item,
                item.open(),
                item.sentOn(),
                Optional.of(hold),
                item.promisedOn(),
                item.remindedOn(),
                item.counts());
    }

    static OpenItem open(OpenItem item, Money open) {
        return with(item, open, item.sentOn(), item.hold(), item.promisedOn(), item.remindedOn(), item.counts());
    }

    static OpenItem with(
            OpenItem item,
            Money open,
            Optional<LocalDate> sentOn,
            Optional<OpenItem.Hold> hold,
            Optional<LocalDate> promisedOn,
            Optional<LocalDate> remindedOn,
            Map<Integer, OpenItem.Count> counts) {
        return new OpenItem(
                item.id(),
                item.customer(),
                item.number(),
                item.issueDate(),
                item.dueDate(),
                item.total(),
                open,
                item.reference(),
                sentOn,
                hold,
                promisedOn,
                remindedOn,
                counts);
    }

    static Addressee customer(String... emails) {
        return customer(Optional.empty(), emails);
    }

    static Addressee customer(Optional<OpenItem.Hold> hold, String... emails) {
        return new Addressee(
                CUSTOMER,
                "Tallinna Vedu OÜ",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "EE",
                "et",
                List.of(emails),
                List.of(),
                hold,
                Optional.empty());
    }

    /// The same customer as it can be reached by fax and by post too.
    static Addressee at(List<String> emails, List<String> faxes, boolean postal) {
        return new Addressee(
                CUSTOMER,
                "Tallinna Vedu OÜ",
                Optional.empty(),
                Optional.of("Pärnu mnt 5").filter(_ -> postal),
                Optional.of("Tallinn").filter(_ -> postal),
                Optional.empty(),
                "EE",
                "et",
                emails,
                faxes,
                Optional.empty(),
                Optional.empty());
    }

    /// The level as it goes by other ways.
    static ReminderLevel by(ReminderLevel level, Set<Channel> channels, Map<String, BigDecimal> minimums) {
        return new ReminderLevel(
                level.level(),
                level.name(),
                level.fromDays(),
                level.toDays(),
                level.repeat(),
                level.minAmount(),
                minimums,
                channels,
                level.template(),
                level.attach(),
                level.fees(),
                level.interest());
    }

    static ReminderLevel level(int number, int from, int to, Repeat repeat, String minAmount) {
        return new ReminderLevel(
                number,
                "Level " + number,
                from,
                to < 0 ? OptionalInt.empty() : OptionalInt.of(to),
                repeat,
                new BigDecimal(minAmount));
    }
}
