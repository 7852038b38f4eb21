package org.kvit.payment;

import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.kvit.base.Money;

/// One month of one account of ours: how its payments come, and how many there are.
///
/// @param account empty: no account in particular
/// @param fixed the way that somebody has settled; empty: it is as the first of them came
/// @param by who has settled it
public record PaymentPeriod(
        String account, YearMonth month, Optional<PaymentWay> fixed, Optional<String> by, Side statements, Side hand) {

    /// Payments that came one way. @param sums one for each currency
    public record Side(int payments, List<Money> sums) {
        static final Side NONE = new Side(0, List.of());

        /// `1250.00 EUR, 300.00 CZK`: as [org.kvit.ui.Texts] writes each in the reader's form.
        String told() {
            return String.join(", ", sums.stream().map(Money::toString).toList());
        }
    }

    /// Empty while nothing is there and nothing is settled.
    public Optional<PaymentWay> way() {
        return fixed.or(() -> statements.payments() > 0
                ? Optional.of(PaymentWay.STATEMENTS)
                : hand.payments() > 0 ? Optional.of(PaymentWay.HAND) : Optional.empty());
    }

    /// `11/2026`, as all our languages write it.
    public String monthName() {
        return "%02d/%d".formatted(month.getMonthValue(), month.getYear());
    }
}
