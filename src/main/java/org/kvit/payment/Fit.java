package org.kvit.payment;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Set;

/// How a payment's amount stands to what is open of the invoices that it names.
enum Fit {
    AMOUNT,
    /// cents more or less; whole units where coins are no more
    ROUNDED,
    /// a bank has kept its fee
    FEE,
    PART,
    OVER,
    UNFIT;

    private static final BigDecimal CENTS = new BigDecimal("0.05");
    private static final BigDecimal UNIT = new BigDecimal("0.99");
    private static final Set<String> WITHOUT_COINS = Set.of("CZK", "HUF", "ISK", "SEK", "NOK", "DKK");
    /// Correspondent banks keep up to so much of a payment, and no more than a tenth of it.
    private static final BigDecimal HIGHEST_FEE = new BigDecimal("30");
    private static final BigDecimal SHARE = new BigDecimal("0.1");

    static Fit of(Case payment, Collection<OpenInvoice> invoices) {
        var over = payment.amount().subtract(payment.sum(invoices));
        if (over.signum() == 0) {
            return AMOUNT;
        }
        if (over.abs().compareTo(WITHOUT_COINS.contains(payment.currency()) ? UNIT : CENTS) <= 0) {
            return ROUNDED;
        }
        if (over.signum() > 0) {
            return OVER;
        }
        // A fee is less than any of them, or one of them may be what was left out.
        boolean less = invoices.stream().allMatch(i -> payment.open(i).compareTo(over.negate()) > 0);
        return less && isFee(over.negate(), payment.amount()) ? FEE : invoices.size() == 1 ? PART : UNFIT;
    }

    /// What is left of a bank's fee is so small that it can't be another invoice's money.
    static boolean isFee(BigDecimal missing, BigDecimal amount) {
        return missing.signum() > 0
                && missing.compareTo(HIGHEST_FEE) <= 0
                && missing.compareTo(amount.multiply(SHARE)) <= 0;
    }
}
