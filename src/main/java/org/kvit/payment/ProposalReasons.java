package org.kvit.payment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Links that follow a proposal bear its rule and its reason, however they were made. Pure.
final class ProposalReasons {
    private ProposalReasons() {}

    /// @param wanted of which all that a proposal says must be there, the best one first
    static List<Links.Wanted> of(Payment payment, List<Links.Wanted> wanted) {
        var amounts = new HashMap<Long, BigDecimal>();
        wanted.forEach(w -> amounts.put(w.invoice(), w.amount()));
        Map<Long, Links.Why> reasons = new HashMap<>();
        payment.proposals().stream()
                .filter(p -> p.links().stream().allMatch(l -> follows(l, amounts)))
                .forEach(p -> p.links()
                        .forEach(l -> reasons.putIfAbsent(l.invoice(), new Links.Why(false, p.rule(), p.reason()))));
        var all = new ArrayList<Links.Wanted>();
        wanted.forEach(
                w -> all.add(new Links.Wanted(w.invoice(), w.amount(), reasons.getOrDefault(w.invoice(), w.why()))));
        return all;
    }

    private static boolean follows(Payment.ProposedLink link, Map<Long, BigDecimal> amounts) {
        var amount = amounts.get(link.invoice());
        return amount != null && amount.compareTo(link.amount().amount()) == 0;
    }
}
