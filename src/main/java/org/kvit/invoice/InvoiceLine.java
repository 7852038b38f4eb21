package org.kvit.invoice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import org.kvit.base.Money;
import org.kvit.base.VatCategory;

/// One line of an invoice.
///
/// @param quantity negative for what is taken back or discounted; at most four decimals
/// @param unitPrice without VAT, not negative (EN 16931 BR-27); at most six decimals
/// @param vatRate per cent, 0 to 100; at most two decimals; 0 in every category but the standard one
public record InvoiceLine(
        String description, BigDecimal quantity, BigDecimal unitPrice, BigDecimal vatRate, VatCategory vatCategory) {

    /// In the category that goes without saying.
    public InvoiceLine(String description, BigDecimal quantity, BigDecimal unitPrice, BigDecimal vatRate) {
        this(description, quantity, unitPrice, vatRate, VatCategory.usual(vatRate));
    }

    /// The line's net amount (EN 16931 BT-131), rounded half up to what the currency writes.
    public Money net(String currency) {
        return rounded(quantity.multiply(unitPrice), currency);
    }

    /// Half up to the currency's digits: two for EUR, none for JPY.
    static Money rounded(BigDecimal amount, String currency) {
        int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        return new Money(amount.setScale(digits, RoundingMode.HALF_UP), currency);
    }
}
