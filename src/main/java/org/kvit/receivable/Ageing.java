package org.kvit.receivable;

import java.util.EnumMap;
import java.util.Map;
import org.kvit.base.Money;

/// What is owed in one currency, by age. The buckets add up to the whole.
public record Ageing(String currency, Map<AgeingBucket, Money> amounts) {
    public Ageing {
        var all = new EnumMap<AgeingBucket, Money>(AgeingBucket.class);
        for (var bucket : AgeingBucket.values()) {
            all.put(bucket, amounts.getOrDefault(bucket, Money.zero(currency)));
        }
        amounts = java.util.Collections.unmodifiableMap(all);
    }

    public static Ageing none(String currency) {
        return new Ageing(currency, Map.of());
    }

    /// @param daysOverdue zero or less for what isn't due
    /// @throws IllegalArgumentException across currencies
    public Ageing plus(Money amount, long daysOverdue) {
        var more = new EnumMap<>(amounts);
        more.merge(AgeingBucket.of(daysOverdue), amount, Money::plus);
        return new Ageing(currency, more);
    }

    public Money in(AgeingBucket bucket) {
        return java.util.Objects.requireNonNull(amounts.get(bucket));
    }

    public Money unpaid() {
        return amounts.values().stream().reduce(Money.zero(currency), Money::plus);
    }

    public Money overdue() {
        return unpaid().minus(in(AgeingBucket.NOT_DUE));
    }
}
