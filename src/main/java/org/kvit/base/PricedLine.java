package org.kvit.base;

import java.math.BigDecimal;

/// So much of something at a price, with its VAT: a line of an order, an invoice, a credit note.
public interface PricedLine {
    /// Negative for what is taken back or discounted; at most four decimals.
    BigDecimal quantity();

    /// Without VAT, not negative (EN 16931 BR-27); at most six decimals.
    BigDecimal unitPrice();

    /// Per cent, 0 to 100; at most two decimals; 0 in every category but the standard one.
    BigDecimal vatRate();

    VatCategory vatCategory();

    /// The line's net amount (EN 16931 BT-131), rounded half up to what the currency writes.
    default Money net(String currency) {
        return Money.rounded(quantity().multiply(unitPrice()), currency);
    }
}
