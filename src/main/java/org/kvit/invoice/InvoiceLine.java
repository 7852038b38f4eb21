package org.kvit.invoice;

import java.math.BigDecimal;
import org.kvit.base.PricedLine;
import org.kvit.base.VatCategory;

/// One line of an invoice.
///
/// @param quantity negative for what is taken back or discounted; at most four decimals
/// @param unitPrice without VAT, not negative (EN 16931 BR-27); at most six decimals
/// @param vatRate per cent, 0 to 100; at most two decimals; 0 in every category but the standard one
public record InvoiceLine(
        String description, BigDecimal quantity, BigDecimal unitPrice, BigDecimal vatRate, VatCategory vatCategory)
        implements PricedLine {

    /// In the category that goes without saying.
    public InvoiceLine(String description, BigDecimal quantity, BigDecimal unitPrice, BigDecimal vatRate) {
        this(description, quantity, unitPrice, vatRate, VatCategory.usual(vatRate));
    }
}
