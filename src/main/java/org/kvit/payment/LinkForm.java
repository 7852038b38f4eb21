package org.kvit.payment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
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
import org.kvit.ui.TypedNumber;

/// The link window as it stands: what is to be linked with how much, and which invoices are marked. Pure.
///
/// @param seen the links that the payment had when the window was shown ([Payment#linksSeen])
/// @param amounts as typed, by invoice
/// @param marked invoices, linked ones and others
/// @param givenUp linked invoices of which the rest is to be written off; 0 stands for what is left of the payment
/// @param reason why, of those kinds that need no words
/// @param locale of whoever types
public record LinkForm(
        String seen,
        Map<Long, String> amounts,
        Set<Long> marked,
        Set<Long> givenUp,
        WriteOff.Kind reason,
        Locale locale) {
    /// What is left of the payment, among [#givenUp].
    static final long SURPLUS = 0;

    private static final int MOST = 1001;
    private static final Pattern AMOUNT = Pattern.compile("amount-(\\d{1,18})");

    /// What the payment is linked with now.
    static LinkForm of(Payment payment, Locale locale) {
        var amounts = new LinkedHashMap<Long, String>();
        payment.links().forEach(l -> amounts.put(l.invoice(), TypedAmount.of(l.amount(), locale)));
        return new LinkForm(payment.linksSeen(), amounts, Set.of(), Set.of(), WriteOff.Kind.BANK_FEE, locale);
    }

    /// @param fields the request's: `amount-ID` for each link, `mark` for each marked invoice
    static LinkForm of(Map<String, String[]> fields, Locale locale) {
        var amounts = new LinkedHashMap<Long, String>();
        fields.forEach((name, values) -> {
            var field = AMOUNT.matcher(name);
            if (field.matches() && values.length > 0 && amounts.size() < MOST) {
                amounts.put(Long.valueOf(field.group(1)), values[0].strip());
            }
        });
        return new LinkForm(
                one(fields, "seen"),
                amounts,
                numbers(fields, "mark"),
                numbers(fields, "writeOff"),
                WriteOff.Kind.of(one(fields, "reason")).orElse(WriteOff.Kind.BANK_FEE),
                locale);
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
        return new LinkForm(seen, rest, Set.of(), givenUp, reason, locale);
    }

    /// With the marked invoices, the oldest first, as far as the money reaches. Those that it doesn't reach to stay
    /// marked.
    ///
    /// @throws Refusal if an amount that is there can't be read
    LinkForm linking(Payment payment, Collection<OpenInvoices.Candidate> invoices) {
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
        return new LinkForm(seen, all, unreached, givenUp, reason, locale);
    }

    /// The same on top of the links that the payment has by now: those that somebody else has made meanwhile are there
    /// too, so that saving again doesn't undo them unseen.
    LinkForm seeing(Payment payment) {
        var all = new LinkedHashMap<Long, String>();
        var known = ";" + seen;
        payment.links().stream()
                .filter(l -> !known.contains(";" + l.invoice() + "="))
                .forEach(l -> all.put(l.invoice(), TypedAmount.of(l.amount(), locale)));
        all.putAll(amounts);
        return new LinkForm(payment.linksSeen(), all, marked, givenUp, reason, locale);
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
        payment.links()
                .forEach(l -> decimals.merge(l.invoice(), l.amount().amount().scale(), Math::max));
        amounts.forEach((invoice, typed) -> TypedAmount.parse(
                        typed, Math.max(payment.amount().amount().scale(), decimals.getOrDefault(invoice, 0)), locale)
                .ifPresentOrElse(
                        amount -> wanted.add(new Links.Wanted(invoice, amount)),
                        () -> faults.add(new Refusal.Fault(
                                "amount-" + invoice,
                                TypedNumber.read(typed, locale).fault("payment.link.amount.typed", typed)))));
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

    private static Set<Long> numbers(Map<String, String[]> fields, String name) {
        return Arrays.stream(fields.getOrDefault(name, new String[0]))
                .filter(n -> n.matches("\\d{1,18}"))
                .limit(MOST)
                .map(Long::valueOf)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String one(Map<String, String[]> fields, String name) {
        var values = fields.getOrDefault(name, new String[0]);
        return values.length == 0 ? "" : values[0];
    }

    private static BigDecimal sum(List<Links.Wanted> wanted) {
        return wanted.stream().map(Links.Wanted::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
