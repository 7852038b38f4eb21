package org.kvit.payment;

import java.util.List;

/// Decides which invoices a payment pays, and explains. Precision before recall: certain is only what two
/// independent kinds of evidence say (a reference or a number; an amount or a payer), or a reference with a
/// right check digit. Pure.
///
/// The rules in the order of their evidence: [ReferenceRule], [NumberRule], [EndingsRule], [SlipRule],
/// [PayerRule]. Each proposes; [Proposals] ranks, and lets certain answers that contradict each other be likely.
public final class PaymentMatcher {
    private PaymentMatcher() {}

    /// @return ranked, best first, at most five; the first alone may be certain. Empty if nothing speaks
    /// for any invoice
    public static List<Match> match(PaymentFacts payment, OpenItems items) {
        if (!payment.amount().isPositive()) {
            return List.of();
        }
        var given = new Case(payment, items);
        var readings = Readings.of(given);
        var proposals = new Proposals(given);
        new ReferenceRule(given, readings, proposals).apply();
        var numbers = new NumberRule(given, readings, proposals);
        boolean exact = numbers.exactly();
        boolean ended = !proposals.anyCertain() && new EndingsRule(given, readings, proposals).applies();
        if (!exact && !ended) {
            numbers.inexactly();
        }
        if (!proposals.anyCertain()) {
            new SlipRule(given, readings, proposals).apply();
            new PayerRule(given, proposals).apply();
        }
        return proposals.ranked();
    }
}
