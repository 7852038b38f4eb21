package org.kvit.payment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// Rules 4 and 5: the payer is known, by account or name, and the amount is that of one open invoice, of some, of
/// all. Or a name that is similar, and the amount. Only ever likely.
final class PayerRule {
    private static final int MOST_SETS = 3;
    private static final int MOST_NAMESAKES = 20;

    private final Case payment;
    private final Proposals proposals;

    PayerRule(Case payment, Proposals proposals) {
        this.payment = payment;
        this.proposals = proposals;
    }

    void apply() {
        var payers = payment.payers().stream().sorted().limit(MOST_NAMESAKES).toList();
        payers.forEach(customer -> known(customer, 0));
        if (payers.isEmpty() && !payment.payerName().words().isEmpty()) {
            payment.items().payers().alike(payment.payerName()).stream()
                    .limit(MOST_NAMESAKES)
                    .forEach(customer -> known(customer, 12));
            similar();
        }
    }

    /// @param less how much less speaks for it
    private void known(long customer, int less) {
        var owed = payment.items().owedBy(customer, payment.currency());
        var name = payment.items().payers().of(customer).name();
        var exact = owed.stream().filter(payment::isExactly).toList();
        for (var invoice : exact) {
            var one = List.of(invoice);
            var key = exact.size() == 1 ? "payment.match.payerAmount" : "payment.match.payerAmountSeveral";
            proposals.likely((exact.size() == 1 ? 70 : 68) - less, "payerAmount", Reasons.of(key, one, name), one);
        }
        boolean sets = owed.size() > 1 && several(owed, name, less);
        boolean near = nearly(owed, name, less);
        if (!owed.isEmpty() && exact.isEmpty() && !sets && !near) {
            proposals.likely(
                    20 - less, "payerOldest", Reasons.of("payment.match.payerOldest", reached(owed), name), owed);
        }
    }

    private boolean several(List<OpenInvoice> owed, String name, int less) {
        if (payment.sum(owed).compareTo(payment.amount()) == 0) {
            proposals.likely(69 - less, "payerBalance", Reasons.of("payment.match.payerBalance", owed, name), owed);
            return true;
        }
        var oldest = reached(owed);
        if (oldest.size() > 1 && payment.sum(oldest).compareTo(payment.amount()) == 0) {
            proposals.likely(66 - less, "payerSet", Reasons.of("payment.match.payerSet", oldest, name), oldest);
        }
        int weight = 62 - less;
        var sets = sets(payment, owed, MOST_SETS);
        for (var set : sets) {
            proposals.likely(weight--, "payerSet", Reasons.of("payment.match.payerSet", set, name), set);
        }
        return !sets.isEmpty();
    }

    /// One invoice, but for the bank's fee.
    private boolean nearly(List<OpenInvoice> owed, String name, int less) {
        var near = owed.stream()
                .filter(i -> Fit.isFee(payment.open(i).subtract(payment.amount()), payment.amount()))
                .toList();
        if (near.size() == 1) {
            proposals.likely(35 - less, "payerFee", Reasons.of("payment.match.payerFee", near, name), near);
        }
        return near.size() == 1;
    }

    /// The oldest invoices that the money reaches.
    private List<OpenInvoice> reached(List<OpenInvoice> owed) {
        var reached = new ArrayList<OpenInvoice>();
        var sum = BigDecimal.ZERO;
        for (var invoice : owed) {
            if (sum.compareTo(payment.amount()) >= 0) {
                break;
            }
            reached.add(invoice);
            sum = sum.add(payment.open(invoice));
        }
        return reached;
    }

    private void similar() {
        var similar = payment.items().byAmount(payment.payment().amount()).stream()
                .limit(MOST_NAMESAKES * 2)
                .filter(i -> PayerNames.similar(
                        payment.payerName(), payment.items().payers().name(i.customer())))
                .limit(MOST_SETS)
                .toList();
        for (var invoice : similar) {
            var name = payment.items().payers().of(invoice.customer()).name();
            var one = List.of(invoice);
            proposals.likely(46, "nameAmount", Reasons.of("payment.match.nameAmount", one, name), one);
        }
    }

    /// Sets of two or more of these invoices that make up the amount; of more than can be tried, none.
    static List<List<OpenInvoice>> sets(Case payment, List<OpenInvoice> invoices, int most) {
        return Subsets.of(invoices, invoices.stream().map(payment::open).toList(), payment.amount(), most);
    }
}
