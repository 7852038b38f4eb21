package org.kvit.payment;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kvit.base.PaymentReference;
import org.kvit.base.Words;

/// Rule 1: a payment reference names an open invoice. With a right check digit it is enough; a variable symbol and
/// the like need the amount or the payer beside it.
final class ReferenceRule {
    /// Shorter digits in a field that payers fill as they like may be their own count.
    private static final int TELLING = 6;

    private final Case payment;
    private final Readings readings;
    private final Proposals proposals;
    private final Map<String, List<OpenInvoice>> checked = new LinkedHashMap<>();
    private final Map<String, List<OpenInvoice>> plain = new LinkedHashMap<>();
    private final Set<String> symbols;

    ReferenceRule(Case payment, Readings readings, Proposals proposals) {
        this.payment = payment;
        this.readings = readings;
        this.proposals = proposals;
        this.symbols = References.symbols(payment.texts());
    }

    void apply() {
        collect();
        if (checked.isEmpty()) {
            propose(plain, false);
        } else {
            propose(checked, true);
        }
    }

    private void collect() {
        References.creditors(payment.texts(), r -> !named(r).isEmpty()).forEach(r -> checked.put(r, named(r)));
        for (var reference : References.structured(payment.structured())) {
            var invoices = named(reference);
            if (!invoices.isEmpty()) {
                (isChecked(reference, invoices) ? checked : plain).putIfAbsent(reference, invoices);
            }
        }
        var others = new LinkedHashSet<>(symbols);
        others.addAll(References.named(payment.texts()));
        References.structured(List.of(BankText.of(payment.payment().endToEndId()))).stream()
                .filter(r -> r.length() >= TELLING)
                .forEach(others::add);
        for (var reference : others) {
            var invoices = named(reference);
            if (!invoices.isEmpty() && !checked.containsKey(reference)) {
                plain.putIfAbsent(reference, invoices);
            }
        }
    }

    private List<OpenInvoice> named(String reference) {
        return payment.payable(payment.items().byReference(reference));
    }

    /// In Czechia and Slovakia digits are a variable symbol, whose last digit checks nothing; elsewhere they are
    /// Estonian if the customer is, or if they are made of the invoice's number.
    private boolean isChecked(String reference, List<OpenInvoice> invoices) {
        return PaymentReference.isCreditor(reference)
                || (PaymentReference.isEstonian(reference)
                        && invoices.stream().allMatch(i -> isEstonian(reference, i)));
    }

    private boolean isEstonian(String reference, OpenInvoice invoice) {
        var country = payment.items().payers().of(invoice.customer()).country();
        return country.equals("EE")
                || (!country.equals("CZ")
                        && !country.equals("SK")
                        && PaymentReference.estonian(invoice.number())
                                .map(References::normal)
                                .filter(reference::equals)
                                .isPresent());
    }

    private void propose(Map<String, List<OpenInvoice>> references, boolean checked) {
        var invoices = new LinkedHashSet<OpenInvoice>();
        references.values().forEach(invoices::addAll);
        if (invoices.isEmpty()) {
            return;
        }
        proposals.referenced(invoices);
        boolean shared = references.values().stream().anyMatch(all -> all.size() > 1);
        if (shared) {
            shared(String.join(", ", references.keySet()), List.copyOf(invoices));
        } else if (checked) {
            checked(references.keySet(), List.copyOf(invoices));
        } else {
            plain(references.keySet(), List.copyOf(invoices));
        }
    }

    private void checked(Set<String> references, List<OpenInvoice> invoices) {
        var reference = String.join(", ", references);
        var fit = Fit.of(payment, invoices);
        boolean contradicted = invoices.stream().anyMatch(readings::contradict);
        boolean another = fit != Fit.AMOUNT && payment.fitsAnother(invoices);
        boolean reaches = invoices.size() == 1 || fit != Fit.UNFIT;
        if (contradicted || another || !reaches) {
            proposals.likely(
                    80,
                    "reference",
                    Reasons.of(
                            contradicted ? "payment.match.referenceContradicted" : "payment.match.referenceUnfit",
                            invoices,
                            reference),
                    invoices);
        } else {
            proposals.certain("reference", Reasons.of("payment.match.reference", invoices, reference), invoices);
        }
    }

    private void plain(Set<String> references, List<OpenInvoice> invoices) {
        boolean symbol = symbols.containsAll(references);
        var rule = symbol ? "variableSymbol" : "reference";
        var fit = Fit.of(payment, invoices);
        boolean paid = payment.paidBy(invoices);
        boolean another = payment.fitsAnother(invoices) && !(fit == Fit.AMOUNT && paid);
        boolean agrees = fit == Fit.AMOUNT || (paid && fit != Fit.UNFIT);
        boolean contradicted = another || invoices.stream().anyMatch(readings::contradict);
        var key = "payment.match." + rule + (fit == Fit.AMOUNT ? "Amount" : paid ? "Payer" : "Alone");
        var reason = Reasons.of(key, invoices, String.join(", ", references));
        if (agrees && !contradicted) {
            proposals.certain(rule, reason, invoices);
        } else {
            proposals.likely(agrees ? 78 : 50, rule, reason, invoices);
        }
    }

    /// One reference for a customer, or for a contract: which of its invoices, the amount says.
    private void shared(String reference, List<OpenInvoice> invoices) {
        var exact = invoices.stream().filter(payment::isExactly).toList();
        boolean contradicted = exact.stream().anyMatch(readings::contradict);
        if (exact.size() == 1 && !contradicted) {
            proposals.certain("reference", sharedReason("one", reference, exact), exact);
        } else if (payment.sum(invoices).compareTo(payment.amount()) == 0) {
            proposals.certain("reference", sharedReason("all", reference, invoices), invoices);
        } else {
            exact.forEach(
                    i -> proposals.likely(70, "reference", sharedReason("one", reference, List.of(i)), List.of(i)));
            PayerRule.sets(payment, invoices, 2)
                    .forEach(set -> proposals.likely(66, "reference", sharedReason("some", reference, set), set));
            proposals.likely(40, "reference", sharedReason("oldest", reference, invoices), invoices);
        }
    }

    private static Words sharedReason(String which, String reference, Collection<OpenInvoice> invoices) {
        return Reasons.of("payment.match.referenceShared." + which, invoices, reference);
    }
}
