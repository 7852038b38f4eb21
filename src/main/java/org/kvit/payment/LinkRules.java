package org.kvit.payment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.base.Words;

/// What links a payment may have. Pure.
final class LinkRules {
    private static final int MOST_DECIMALS = 4;
    /// The most links that one payment has.
    private static final int MOST_LINKS = 1000;

    private LinkRules() {}

    /// An approved invoice. @param open what is open on it besides the payment's own link
    record Target(long id, String number, long customer, Money open) {}

    /// @param targets by invoice
    /// @throws Refusal naming each link that won't do, as `links[0].amount`
    static void check(Payment payment, List<Links.Wanted> wanted, Map<Long, Target> targets) {
        if (payment.voidedFor().isPresent()) {
            throw Refusal.conflict("payment.link.voided");
        }
        if (wanted.size() > MOST_LINKS) {
            throw Refusal.invalid("links", "payment.link.many", MOST_LINKS);
        }
        var faults = new ArrayList<Refusal.Fault>();
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < wanted.size(); i++) {
            var link = wanted.get(i);
            var target = Optional.ofNullable(targets.get(link.invoice()));
            fault("links[" + i + "].", payment, link, target, seen.add(link.invoice()))
                    .ifPresent(faults::add);
        }
        var sum = wanted.stream().map(Links.Wanted::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(payment.amount().amount()) > 0) {
            faults.add(new Refusal.Fault(
                    "links",
                    Words.of(
                            "payment.link.exceedsPayment",
                            new Money(sum, payment.amount().currency()),
                            payment.amount())));
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
    }

    private static Optional<Refusal.Fault> fault(
            String field, Payment payment, Links.Wanted link, Optional<Target> target, boolean first) {
        var currency = payment.amount().currency();
        if (target.isEmpty()) {
            return fault(field + "invoiceId", "payment.link.noInvoice");
        }
        var invoice = target.get();
        if (!first) {
            return fault(field + "invoiceId", "payment.link.twice", invoice.number());
        }
        if (!invoice.open().currency().equals(currency)) {
            return fault(
                    field + "invoiceId",
                    "payment.link.currency",
                    invoice.number(),
                    invoice.open().currency(),
                    currency);
        }
        if (link.amount().signum() <= 0 || link.amount().stripTrailingZeros().scale() > MOST_DECIMALS) {
            return fault(field + "amount", "payment.link.amount");
        }
        return link.amount().compareTo(invoice.open().amount()) > 0
                ? fault(field + "amount", "payment.link.exceedsInvoice", invoice.number(), invoice.open())
                : Optional.empty();
    }

    private static Optional<Refusal.Fault> fault(String field, String key, Object... args) {
        return Optional.of(new Refusal.Fault(field, Words.of(key, args)));
    }
}
