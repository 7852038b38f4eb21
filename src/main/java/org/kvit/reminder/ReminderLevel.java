package org.kvit.reminder;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// One step of a policy.
///
/// @param level 1 to 9
/// @param fromDays first day overdue on which it applies, -365 to 3650; negative: before the due date
/// @param toDays last such day; empty: without end
/// @param minAmount a letter over less than this, in the company's own currency, isn't sent
/// @param minimums the same for letters in other currencies, by ISO 4217 code
/// @param channels the ways it goes by, as far as the customer can be reached by them; at least one
/// @param template key of the letter's wording: `friendly`, `firm`, `final`, or a company's own
/// @param attach whether the invoices go with it
/// @param fees that the letter names, by currency: more than zero
/// @param interest whether the letter names late interest
public record ReminderLevel(
        int level,
        String name,
        int fromDays,
        OptionalInt toDays,
        Repeat repeat,
        BigDecimal minAmount,
        Map<String, BigDecimal> minimums,
        Set<Channel> channels,
        String template,
        AttachedInvoices attach,
        Map<String, BigDecimal> fees,
        boolean interest) {
    /// The built-in wordings.
    static final List<String> TEMPLATES = Stream.of(LetterTone.values())
            .map(tone -> tone.name().toLowerCase(Locale.ROOT))
            .toList();

    public ReminderLevel {
        minimums = Collections.unmodifiableMap(new TreeMap<>(minimums));
        fees = Collections.unmodifiableMap(new TreeMap<>(fees));
        channels = channels.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(channels));
    }

    /// A level that goes by e-mail, in the tone of its number, with nothing beside the letter.
    public ReminderLevel(
            int level, String name, int fromDays, OptionalInt toDays, Repeat repeat, BigDecimal minAmount) {
        this(
                level,
                name,
                fromDays,
                toDays,
                repeat,
                minAmount,
                Map.of(),
                Set.of(Channel.EMAIL),
                usualTemplate(level),
                AttachedInvoices.NONE,
                Map.of(),
                false);
    }

    /// The built-in wording that a level of this number has unless another is chosen.
    static String usualTemplate(int level) {
        return LetterTone.ofLevel(level).name().toLowerCase(Locale.ROOT);
    }

    /// The least that a letter in a currency is sent for; empty if nothing says so. What one currency is worth in
    /// another isn't known, so a letter in a currency without a minimum of its own is worth writing.
    ///
    /// @param own the company's currency
    public Optional<BigDecimal> minimum(String currency, String own) {
        return Optional.ofNullable(minimums.get(currency))
                .or(() -> currency.equals(own) ? Optional.of(minAmount) : Optional.empty());
    }

    /// Whether its range holds an invoice so many days overdue.
    public boolean holds(long daysOverdue) {
        return daysOverdue >= fromDays && (toDays.isEmpty() || daysOverdue <= toDays.getAsInt());
    }

    boolean overlaps(ReminderLevel other) {
        return (toDays.isEmpty() || toDays.getAsInt() >= other.fromDays)
                && (other.toDays.isEmpty() || other.toDays.getAsInt() >= fromDays);
    }
}
