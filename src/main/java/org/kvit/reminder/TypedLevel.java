package org.kvit.reminder;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.kvit.base.Refusal;
import org.kvit.base.Words;

/// One level of a policy as it stands in its form.
///
/// @param repeat whether it is sent again and again
/// @param minimums amounts with their currencies: `100 CZK, 20 USD`
/// @param fees likewise
public record TypedLevel(
        String name,
        String fromDays,
        String toDays,
        boolean repeat,
        String everyDays,
        String max,
        String minAmount,
        String minimums,
        Set<Channel> channels,
        String template,
        AttachedInvoices attach,
        String fees,
        boolean interest) {
    public TypedLevel {
        channels = channels.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(channels));
    }

    static TypedLevel of(ReminderLevel level) {
        var every = level.repeat() instanceof Repeat.Every e ? Optional.of(e) : Optional.<Repeat.Every>empty();
        return new TypedLevel(
                level.name(),
                Integer.toString(level.fromDays()),
                text(level.toDays()),
                every.isPresent(),
                every.map(e -> Integer.toString(e.days())).orElse(""),
                every.map(e -> text(e.atMost())).orElse(""),
                level.minAmount().stripTrailingZeros().toPlainString(),
                TypedAmounts.written(level.minimums()),
                level.channels(),
                level.template(),
                level.attach(),
                TypedAmounts.written(level.fees()),
                level.interest());
    }

    /// One more, from the day after the last one's end.
    static TypedLevel next(int number, OptionalInt lastDay) {
        var from = lastDay.isPresent() ? Integer.toString(lastDay.getAsInt() + 1) : "";
        return new TypedLevel(
                "",
                from,
                "",
                true,
                Integer.toString(ReminderPolicy.USUAL_PAUSE),
                "",
                "0",
                "",
                Set.of(Channel.EMAIL),
                ReminderLevel.usualTemplate(number),
                AttachedInvoices.NONE,
                "",
                false);
    }

    /// The same in the place of another: on its days.
    TypedLevel onDaysOf(TypedLevel other) {
        return new TypedLevel(
                name,
                other.fromDays,
                other.toDays,
                repeat,
                everyDays,
                max,
                minAmount,
                minimums,
                channels,
                template,
                attach,
                fees,
                interest);
    }

    /// What it says, as far as it can be read: for the picture, which is drawn while somebody types.
    Optional<ReminderLevel> readable(int number) {
        var ignored = new java.util.ArrayList<Refusal.Fault>();
        var level = read(number, "", ignored);
        boolean drawable = ignored.stream().noneMatch(f -> f.field().endsWith("Days"))
                && Math.abs((long) level.fromDays()) <= ReminderPolicy.LATEST
                && level.toDays().orElse(level.fromDays()) >= level.fromDays()
                && level.toDays().orElse(0) <= ReminderPolicy.LATEST;
        return drawable ? Optional.of(level) : Optional.empty();
    }

    /// @param field what goes before its fields' names
    /// @param faults gets what can't be read
    ReminderLevel read(int number, String field, List<Refusal.Fault> faults) {
        var from = number(field + "fromDays", fromDays, faults);
        if (fromDays.isEmpty()) {
            faults.add(new Refusal.Fault(
                    field + "fromDays",
                    Words.of("reminder.policy.from", ReminderPolicy.EARLIEST, ReminderPolicy.LATEST)));
        }
        var to = number(field + "toDays", toDays, faults);
        return new ReminderLevel(
                number,
                name,
                from.orElse(0),
                to,
                repeat(field, faults),
                amount(field + "minAmount", faults).orElse(BigDecimal.ZERO),
                TypedAmounts.read(field + "minimums", minimums, faults),
                channels,
                template,
                attach,
                TypedAmounts.read(field + "fees", fees, faults),
                interest);
    }

    private Repeat repeat(String field, List<Refusal.Fault> faults) {
        if (!repeat) {
            return new Repeat.Once();
        }
        var every = number(field + "repeat.everyDays", everyDays, faults);
        return new Repeat.Every(every.orElse(ReminderPolicy.USUAL_PAUSE), number(field + "repeat.max", max, faults));
    }

    private static OptionalInt number(String field, String typed, List<Refusal.Fault> faults) {
        if (typed.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.parseInt(typed.replace('−', '-')));
        } catch (NumberFormatException e) {
            faults.add(new Refusal.Fault(field, Words.of("reminder.policy.notNumber", typed)));
            return OptionalInt.empty();
        }
    }

    private Optional<BigDecimal> amount(String field, List<Refusal.Fault> faults) {
        if (minAmount.isEmpty()) {
            return Optional.empty();
        }
        if (!minAmount.matches("\\d{1,12}([.,]\\d{1,4})?")) {
            faults.add(new Refusal.Fault(field, Words.of("reminder.policy.minAmount")));
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(minAmount.replace(',', '.')));
    }

    private static String text(OptionalInt number) {
        return number.isPresent() ? Integer.toString(number.getAsInt()) : "";
    }
}
