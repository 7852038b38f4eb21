package org.kvit.reminder;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.base.Words;

/// Amounts in several currencies as they are typed into one field: `100 CZK, 20.50 USD`, or the currency first.
final class TypedAmounts {
    private static final Pattern BETWEEN = Pattern.compile("[;\\n]|,(?!\\d)");
    private static final Pattern ONE = Pattern.compile(
            "(?:(?<first>[A-Za-z]{3})\\s*)?(?<amount>\\d{1,12}(?:[.,]\\d{1,4})?)(?:\\s*(?<last>[A-Za-z]{3}))?");

    private TypedAmounts() {}

    /// @param faults gets what can't be read
    static Map<String, BigDecimal> read(String field, String typed, List<Refusal.Fault> faults) {
        var amounts = new TreeMap<String, BigDecimal>();
        for (var part : BETWEEN.split(typed, -1)) {
            var one = ONE.matcher(part.strip());
            if (part.isBlank()) {
                continue;
            }
            if (!one.matches() || (one.group("first") == null) == (one.group("last") == null)) {
                faults.add(new Refusal.Fault(field, Words.of("reminder.policy.amounts", part.strip())));
                continue;
            }
            var currency =
                    (one.group("first") == null ? one.group("last") : one.group("first")).toUpperCase(Locale.ROOT);
            if (amounts.put(currency, new BigDecimal(one.group("amount").replace(',', '.'))) != null) {
                faults.add(new Refusal.Fault(field, Words.of("reminder.policy.amounts.twice", currency)));
            }
        }
        return amounts;
    }

    static String written(Map<String, BigDecimal> amounts) {
        return amounts.entrySet().stream()
                .map(e -> new Money(e.getValue(), e.getKey()).amount().toPlainString() + " " + e.getKey())
                .collect(Collectors.joining(", "));
    }
}
