package org.kvit.credit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.payment.Links;

/// Which links a credit note may have. Pure.
final class CreditLinkRules {
    private static final int MOST_DECIMALS = 4;
    private static final int MOST_LINKS = 1000;

    private CreditLinkRules() {}

    /// An approved invoice of the customer. @param open what is open on it besides the credit note's
    /// own link
    record Target(String number, Money open) {}

    /// @param targets by invoice
    /// @throws Refusal naming each link that won't do, as `links[0].amount`
    static void check(CreditNote note, List<Links.Wanted> wanted, Map<Long, Target> targets) {
        if (wanted.size() > MOST_LINKS) {
            throw Refusal.invalid("links", "credit.link.many", MOST_LINKS);
        }
        var faults = new ArrayList<Refusal.Fault>();
        var seen = new HashSet<Long>();
        for (int i = 0; i < wanted.size(); i++) {
            var link = wanted.get(i);
            var target = Optional.ofNullable(targets.get(link.invoice()));
            fault("links[" + i + "].", note, link, target, seen.add(link.invoice()))
                    .ifPresent(faults::add);
        }
        var sum = wanted.stream().map(Links.Wanted::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(note.total().amount()) > 0) {
            var money = new Money(sum, note.total().currency());
            faults.add(new Refusal.Fault("links", Words.of("credit.link.exceedsNote", money, note.total())));
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
    }

    private static Optional<Refusal.Fault> fault(
            String field, CreditNote note, Links.Wanted link, Optional<Target> target, boolean first) {
        if (target.isEmpty()) {
            return fault(field + "invoiceId", "credit.link.noInvoice");
        }
        var invoice = target.get();
        if (!first) {
            return fault(field + "invoiceId", "payment.link.twice", invoice.number());
        }
        var currency = invoice.open().currency();
        if (!currency.equals(note.total().currency())) {
            return fault(
                    field + "invoiceId",
                    "credit.link.currency",
                    invoice.number(),
                    currency,
                    note.total().currency());
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
