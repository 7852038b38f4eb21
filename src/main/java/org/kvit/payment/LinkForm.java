package org.kvit.payment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.base.Words;

/// The link window as it stands: what is to be linked with how much, and which invoices are marked. Pure.
///
/// @param seen the links that the payment had when the window was shown ([Payment#linksSeen])
/// @param amounts as typed, by invoice
/// @param marked invoices, linked ones and others
public record LinkForm(String seen, Map<Long, String> amounts, Set<Long> marked) {
    private static final int MOST = 1001;
    private static final Pattern AMOUNT = Pattern.compile("amount-(\\d{1,18})");

    /// What the payment is linked with now.
    static LinkForm of(Payment payment, Locale locale) {
        var amounts = new LinkedHashMap<Long, String>();
        payment.links().forEach(l -> amounts.put(l.invoice(), TypedAmount.of(l.amount(), locale)));
        return new LinkForm(payment.linksSeen(), amounts, Set.of());
    }

    /// @param fields the request's: `amount-ID` for each link, `mark` for each marked invoice
    static LinkForm of(Map<String, String[]> fields) {
        var amounts = new LinkedHashMap<Long, String>();
        fields.forEach((name, values) -> {
            var field = AMOUNT.matcher(name);
            if (field.matches() && values.length > 0 && amounts.size() < MOST) {
                amounts.put(Long.valueOf(field.group(1)), values[0].strip());
            }
        });
        var marked = new LinkedHashSet<Long>();
        for (var invoice : fields.getOrDefault("mark", new String[0])) {
            if (invoice.matches("\\d{1,18}") && marked.size() < MOST) {
                marked.add(Long.valueOf(invoice));
            }
        }
        var seen = fields.getOrDefault("seen", new String[] {""});
        return new LinkForm(seen[0], amounts, marked);
    }

    public boolean links(long invoice) {
        return amounts.containsKey(invoice);
    }

    /// All that are spoken of.
    Set<Long> invoices() {
        var all = new LinkedHashSet<>(amounts.keySet());
        all.addAll(marked);
        return all;
    }

    /// Without the marked links.
    LinkForm unlinking() {
        var rest = new LinkedHashMap<>(amounts);
        rest.keySet().removeAll(marked);
        return new LinkForm(seen, rest, Set.of());
    }

    /// With the marked invoices, the oldest first, as far as the money reaches. Those that it doesn't reach to stay
    /// marked.
    ///
    /// @throws Refusal if an amount that is there can't be read
    LinkForm linking(Payment payment, Collection<OpenInvoices.Candidate> invoices, Locale locale) {
        var left = payment.linkable().amount().subtract(sum(wanted(payment, invoices)));
        var all = new LinkedHashMap<>(amounts);
        var unreached = new LinkedHashSet<Long>();
        for (var invoice : oldestFirst(invoices)) {
            var amount = invoice.open().amount().min(left);
            if (amount.signum() > 0) {
                all.put(
                        invoice.invoice(),
                        TypedAmount.of(new Money(amount, payment.amount().currency()), locale));
                left = left.subtract(amount);
            } else {
                unreached.add(invoice.invoice());
            }
        }
        return new LinkForm(seen, all, unreached);
    }

    /// The same on top of the links that the payment has by now: those that somebody else has made meanwhile are there
    /// too, so that saving again doesn't undo them unseen.
    LinkForm seeing(Payment payment, Locale locale) {
        var all = new LinkedHashMap<Long, String>();
        var known = ";" + seen;
        payment.links().stream()
                .filter(l -> !known.contains(";" + l.invoice() + "="))
                .forEach(l -> all.put(l.invoice(), TypedAmount.of(l.amount(), locale)));
        all.putAll(amounts);
        return new LinkForm(payment.linksSeen(), all, marked);
    }

    /// What is to be linked.
    ///
    /// @param invoices the linked ones at least, as far as they are to be seen
    /// @throws Refusal naming each amount that won't do, as `amount-ID`
    List<Links.Wanted> wanted(Payment payment, Collection<OpenInvoices.Candidate> invoices) {
        var faults = new ArrayList<Refusal.Fault>();
        var wanted = new ArrayList<Links.Wanted>();
        var decimals = new LinkedHashMap<Long, Integer>();
        invoices.forEach(i -> decimals.put(i.invoice(), i.open().amount().scale()));
        payment.links().forEach(l -> decimals.merge(l.invoice(), l.amount().amount().scale(), Math::max));
        amounts.forEach((invoice, typed) -> TypedAmount.parse(
                        typed, Math.max(payment.amount().amount().scale(), decimals.getOrDefault(invoice, 0)))
                .ifPresentOrElse(
                        amount -> wanted.add(new Links.Wanted(invoice, amount)),
                        () -> faults.add(
                                new Refusal.Fault("amount-" + invoice, Words.of("payment.link.amount.typed")))));
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        return wanted;
    }

    /// What is wanted as [Payment#linksSeen] tells it.
    static String told(Payment payment, List<Links.Wanted> wanted) {
        return wanted.stream()
                .map(w -> w.invoice() + "="
                        + new Money(w.amount(), payment.amount().currency())
                                .amount()
                                .toPlainString())
                .sorted()
                .collect(Collectors.joining(";"));
    }

    /// The marked ones that aren't linked yet.
    private List<OpenInvoices.Candidate> oldestFirst(Collection<OpenInvoices.Candidate> invoices) {
        return invoices.stream()
                .filter(i -> marked.contains(i.invoice()) && !links(i.invoice()))
                .sorted(Comparator.comparing(OpenInvoices.Candidate::dueDate)
                        .thenComparingLong(OpenInvoices.Candidate::invoice))
                .toList();
    }

    private static BigDecimal sum(List<Links.Wanted> wanted) {
        return wanted.stream().map(Links.Wanted::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
