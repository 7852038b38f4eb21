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
    record Target(long id, String number, long customer, Money total, Money open) {}

    /// What won't do, and whether it might have done earlier: others have linked meanwhile.
    private record Found(Refusal.Fault fault, boolean taken) {
        static Optional<Found> never(String field, String key, Object... args) {
            return Optional.of(new Found(new Refusal.Fault(field, Words.of(key, args)), false));
        }

        static Optional<Found> taken(String field, String key, Object... args) {
            return Optional.of(new Found(new Refusal.Fault(field, Words.of(key, args)), true));
        }
    }

    /// @param targets by invoice
    /// @throws Refusal naming each link that won't do, as `links[0].amount`: a conflict if all of them would have
    /// done, had not others linked, refunded or written off meanwhile; what never could do is invalid
    static void check(Payment payment, List<Links.Wanted> wanted, Map<Long, Target> targets) {
        if (payment.voidedFor().isPresent()) {
            throw Refusal.conflict("payment.link.voided");
        }
        if (wanted.size() > MOST_LINKS) {
            throw Refusal.invalid("links", "payment.link.many", MOST_LINKS);
        }
        var faults = new ArrayList<Found>();
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < wanted.size(); i++) {
            var link = wanted.get(i);
            var target = Optional.ofNullable(targets.get(link.invoice()));
            fault("links[" + i + "].", payment, link, target, seen.add(link.invoice()))
                    .ifPresent(faults::add);
        }
        var sum = wanted.stream().map(Links.Wanted::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        fits(payment, new Money(sum, payment.amount().currency())).ifPresent(faults::add);
        refuse(faults);
    }

    private static void refuse(List<Found> found) {
        if (found.isEmpty()) {
            return;
        }
        var faults = found.stream().map(Found::fault).toList();
        throw found.stream().allMatch(Found::taken) ? Refusal.conflict(faults) : Refusal.invalid(faults);
    }

    private static Optional<Found> fits(Payment payment, Money sum) {
        if (sum.compareTo(payment.amount()) > 0) {
            return Found.never("links", "payment.link.exceedsPayment", sum, payment.amount());
        }
        return sum.compareTo(payment.linkable()) > 0
                ? Found.taken("links", "payment.link.spent", sum, payment.linkable())
                : Optional.empty();
    }

    private static Optional<Found> fault(
            String field, Payment payment, Links.Wanted link, Optional<Target> target, boolean first) {
        var currency = payment.amount().currency();
        if (target.isEmpty()) {
            return Found.never(field + "invoiceId", "payment.link.noInvoice");
        }
        var invoice = target.get();
        if (!first) {
            return Found.never(field + "invoiceId", "payment.link.twice", invoice.number());
        }
        if (!invoice.open().currency().equals(currency)) {
            return Found.never(
                    field + "invoiceId",
                    "payment.link.currency",
                    invoice.number(),
                    invoice.open().currency(),
                    currency);
        }
        if (link.amount().signum() <= 0 || link.amount().stripTrailingZeros().scale() > MOST_DECIMALS) {
            return Found.never(field + "amount", "payment.link.amount");
        }
        if (link.amount().compareTo(invoice.total().amount()) > 0) {
            return Found.never(field + "amount", "payment.link.exceedsInvoice", invoice.number(), invoice.open());
        }
        return link.amount().compareTo(invoice.open().amount()) > 0
                ? Found.taken(field + "amount", "payment.link.taken", invoice.number(), invoice.open())
                : Optional.empty();
    }
}
