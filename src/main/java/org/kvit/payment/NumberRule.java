package org.kvit.payment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Rule 2: invoice numbers in the text, with the amount or the payer beside them.
final class NumberRule {
    private final Case payment;
    private final Readings readings;
    private final Proposals proposals;
    private final List<NamedInvoices> all;

    NumberRule(Case payment, Readings readings, Proposals proposals) {
        this.payment = payment;
        this.readings = readings;
        this.proposals = proposals;
        this.all = readings.each().stream()
                .map(reading -> new NamedInvoices(payment, reading))
                .toList();
    }

    /// Proposes what makes up exactly the amount. @return whether there is any
    boolean exactly() {
        var exact = new LinkedHashMap<List<OpenInvoice>, NamedInvoices.Named>();
        all.forEach(named -> named.exact().ifPresent(e -> exact.putIfAbsent(e.invoices(), e)));
        exact.values().forEach(this::exact);
        return !exact.isEmpty();
    }

    /// Proposes what is named where nothing makes up the amount.
    void inexactly() {
        var named = all.getFirst().plainly();
        boolean clear = all.stream().allMatch(n -> n.plainly().equals(named) && n.isClear());
        if (!named.invoices().isEmpty()) {
            inexact(named, clear);
        }
        all.forEach(n -> n.alternatives().forEach(this::alternative));
    }

    private void exact(NamedInvoices.Named named) {
        var invoices = named.invoices();
        boolean paid = payment.paidBy(invoices);
        boolean another = payment.fitsAnother(invoices);
        boolean tail = named.level() == Mention.Level.TAIL;
        // The payer may have meant the other: certain only if the number or the payer says which.
        boolean agreed = !proposals.contradicts(invoices);
        boolean certain = agreed && (tail ? paid && !another : paid || !another);
        var rule = tail ? "shortNumber" : "number";
        var reason = Reasons.of(tail ? "payment.match.shortNumber" : "payment.match.numberAmount", invoices);
        if (certain) {
            proposals.certain(rule, reason, invoices);
        } else {
            proposals.likely(paid ? 85 : tail ? 45 : 80, rule, reason, invoices);
        }
    }

    /// @param clear whether all that the text names is open and known
    private void inexact(NamedInvoices.Named named, boolean clear) {
        var invoices = named.invoices();
        var fit = Fit.of(payment, invoices);
        boolean paid = payment.paidBy(invoices);
        boolean whole = named.level() == Mention.Level.WHOLE;
        boolean another = payment.fitsAnother(invoices);
        if (completed(invoices, whole && paid)) {
            return;
        }
        var some = some(invoices);
        boolean agrees = !proposals.contradicts(invoices)
                && whole
                && clear
                && !another
                && some.isEmpty()
                && (paid ? fit != Fit.UNFIT : fit == Fit.ROUNDED);
        if (agrees) {
            proposals.certain("number", Reasons.of(key(fit), invoices), invoices);
            return;
        }
        some.ifPresent(set -> proposals.likely(82, "number", Reasons.of("payment.match.numberSome", set), set));
        var key = paid ? "payment.match.numberUnfit" : "payment.match.numberAlone";
        boolean tail = named.level() == Mention.Level.TAIL;
        if (!tail || paid) {
            proposals.likely(
                    paid ? tail ? 30 : 64 : 48, tail ? "shortNumber" : "number", Reasons.of(key, invoices), invoices);
        }
    }

    private static String key(Fit fit) {
        return switch (fit) {
            case OVER -> "payment.match.numberPayer";
            case FEE -> "payment.match.numberFee";
            case ROUNDED -> "payment.match.numberRounded";
            default -> "payment.match.numberPart";
        };
    }

    /// The text breaks off within the last number, or one is not to be read: the one open invoice that makes up the
    /// amount and whose number begins so is it.
    private boolean completed(List<OpenInvoice> named, boolean sure) {
        var missing = payment.amount().subtract(payment.sum(named));
        var unknown = readings.first().unknown();
        if (missing.signum() <= 0 || unknown.size() != 1) {
            return false;
        }
        var customer = named.getFirst().customer();
        var rest = payment.items().owedBy(customer, payment.currency()).stream()
                .filter(i -> !named.contains(i) && payment.open(i).compareTo(missing) == 0)
                .toList();
        var begun = rest.stream()
                .filter(i -> InvoiceNumber.of(i.number()).run().startsWith(unknown.getFirst()))
                .toList();
        boolean certain = sure && begun.size() == 1;
        for (var last : begun.isEmpty() ? rest : begun) {
            var all = new ArrayList<>(named);
            all.add(last);
            var reason = Reasons.of("payment.match.numberRest", all);
            if (certain) {
                proposals.certain("number", reason, all);
            } else {
                proposals.likely(84, "number", reason, all);
            }
        }
        return certain;
    }

    /// Of the invoices that are named, those that make up the amount.
    private Optional<List<OpenInvoice>> some(List<OpenInvoice> named) {
        var single = named.stream().filter(payment::isExactly).toList();
        if (single.size() == 1) {
            return Optional.of(single);
        }
        var sets = PayerRule.sets(payment, named, 2);
        return sets.size() == 1 ? Optional.of(sets.getFirst()) : Optional.empty();
    }

    /// One of several invoices that the text may mean.
    private void alternative(OpenInvoice invoice) {
        var one = List.of(invoice);
        boolean paid = payment.paidBy(one);
        boolean exact = payment.isExactly(invoice);
        if (paid || exact) {
            proposals.likely(
                    paid && exact ? 72 : paid ? 42 : 40, "number", Reasons.of("payment.match.numberMaybe", one), one);
        }
    }
}
