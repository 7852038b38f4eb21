package org.kvit.order;

import java.math.BigDecimal;
import java.util.Optional;
import org.kvit.base.PricedLine;
import org.kvit.base.VatCategory;

/// A service of an order and its price, in the order's currency.
///
/// @param id empty before it is kept for the first time
/// @param quantity negative for what is taken back or discounted; at most four decimals
/// @param unitPrice without VAT, not negative; at most six decimals
/// @param vatRate per cent, 0 to 100; more than 0 in category S and in no other
public record Price(
        Optional<PriceId> id,
        String service,
        BigDecimal quantity,
        BigDecimal unitPrice,
        BigDecimal vatRate,
        VatCategory vatCategory)
        implements PricedLine {

    /// Whether it says the same, whatever its id.
    boolean says(Price other) {
        return service.equals(other.service)
                && quantity.compareTo(other.quantity) == 0
                && unitPrice.compareTo(other.unitPrice) == 0
                && vatRate.compareTo(other.vatRate) == 0
                && vatCategory == other.vatCategory;
    }
}
