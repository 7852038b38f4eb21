package org.kvit.bank;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Amounts and currencies as text formats write them. Pure.
final class WrittenAmount {
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());
    /// Of several currencies with one number the newest is meant.
    private static final Map<Integer, String> BY_NUMBER = Currency.getAvailableCurrencies().stream()
            .filter(c -> c.getNumericCode() > 0)
            .collect(Collectors.toUnmodifiableMap(
                    Currency::getNumericCode, Currency::getCurrencyCode, (a, b) -> a.compareTo(b) < 0 ? a : b));
    private static final Pattern PLAIN = Pattern.compile("\\d{1,15}(\\.\\d{0,8})?|\\.\\d{1,8}");
    private static final Pattern AROUND = Pattern.compile("^(?:[A-Z]{3}|€)?\\s*(.*?)\\s*(?:[A-Z]{3}|€|Kč|Eur)?$");
    private static final int DECIMALS = 5;
    private static final int DIGITS = 13;

    private WrittenAmount() {}

    static boolean isCurrency(String code) {
        return CURRENCIES.contains(code);
    }

    /// ISO 4217's numeric code.
    static Optional<String> currency(int number) {
        return Optional.ofNullable(BY_NUMBER.get(number));
    }

    /// An amount without a sign, such as `1234,5`, `1234,` or `1234.50`, with at least two decimals
    /// then. Empty if it is none, or has more than five decimals or thirteen digits before them.
    static Optional<BigDecimal> unsigned(String written) {
        var dotted = written.replace(',', '.');
        if (!PLAIN.matcher(dotted).matches()) {
            return Optional.empty();
        }
        return within(new BigDecimal(dotted));
    }

    /// With at least two decimals. Empty if it has more than five (ISO 20022), or thirteen digits before them.
    static Optional<BigDecimal> within(BigDecimal written) {
        var amount = written.stripTrailingZeros();
        return amount.scale() > DECIMALS || amount.precision() - amount.scale() > DIGITS
                ? Optional.empty()
                : Optional.of(amount.scale() < 2 ? amount.setScale(2) : amount);
    }

    /// Hundredths, digits alone.
    static Optional<BigDecimal> hundredths(String digits) {
        return digits.matches("\\d{1,14}")
                ? Optional.of(new BigDecimal(digits).movePointLeft(2).setScale(2))
                : Optional.empty();
    }

    /// An amount as people write it: signed before or behind, thousands apart, its currency with it.
    /// @param decimal `,` or `.`; the other one, blanks and apostrophes may stand between thousands
    static Optional<BigDecimal> signed(String written, char decimal) {
        var text = written.replaceAll("[\\s\u00a0\u202f\u2009'’]+", " ")
                .replace('−', '-')
                .strip();
        var bare = AROUND.matcher(text).replaceFirst("$1").strip();
        boolean minus = bare.startsWith("-") || bare.endsWith("-");
        bare = bare.replaceFirst("^[+-]\\s*", "").replaceFirst("\\s*[+-]$", "");
        bare = AROUND.matcher(bare).replaceFirst("$1");
        char other = decimal == ',' ? '.' : ',';
        if (bare.indexOf(other) >= 0 || bare.indexOf(' ') >= 0) {
            var grouped =
                    "\\d{1,3}([ " + Pattern.quote("" + other) + "]\\d{3})+(" + Pattern.quote("" + decimal) + "\\d*)?";
            if (!bare.matches(grouped)) {
                return Optional.empty();
            }
            bare = bare.replace("" + other, "").replace(" ", "");
        }
        Function<BigDecimal, BigDecimal> sign = minus ? BigDecimal::negate : a -> a;
        return unsigned(bare.replace(decimal, '.')).map(sign);
    }
}
