package org.kvit.base;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/// An exact amount in one currency. Never a binary floating-point number, and never added across
/// currencies.
///
/// @param amount decimal amount, at least as many decimals as the currency writes (two for EUR, none for
/// JPY)
/// @param currency ISO 4217 code in capitals
public record Money(BigDecimal amount, String currency) implements Comparable<Money> {
    public Money {
        int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        var plain = amount.stripTrailingZeros();
        amount = plain.scale() <= digits ? plain.setScale(digits, RoundingMode.UNNECESSARY) : plain;
    }

    /// @param amount a plain decimal such as `1234.50`
    /// @throws NumberFormatException if it is none
    public static Money of(String amount, String currency) {
        return new Money(new BigDecimal(amount), currency);
    }

    /// Half up to the currency's digits: two for EUR, none for JPY.
    public static Money rounded(BigDecimal amount, String currency) {
        int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        return new Money(amount.setScale(digits, RoundingMode.HALF_UP), currency);
    }

    public static Money zero(String currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    /// @throws IllegalArgumentException across currencies
    public Money plus(Money other) {
        return new Money(amount.add(sameCurrency(other).amount), currency);
    }

    /// @throws IllegalArgumentException across currencies
    public Money minus(Money other) {
        return new Money(amount.subtract(sameCurrency(other).amount), currency);
    }

    public Money min(Money other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public boolean isZero() {
        return amount.signum() == 0;
    }

    public boolean isPositive() {
        return amount.signum() > 0;
    }

    /// @throws IllegalArgumentException across currencies
    @Override
    public int compareTo(Money other) {
        return amount.compareTo(sameCurrency(other).amount);
    }

    /// The machine's form, `1234.50 EUR`; people read it through `ui`'s formats, in their own locale.
    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("amounts of " + currency + " and " + other.currency + " don't mix");
        }
        return other;
    }
}
