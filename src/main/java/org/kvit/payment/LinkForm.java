package org.kvit.payment;

import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.base.Words;

/// The link form as it stands: which invoices are ticked, and how much of each was typed. Pure.
///
/// @param seen the links that the payment had when the form was shown ([Payment#linksSeen])
/// @param ticked by invoice
public record LinkForm(String seen, Map<Long, Typed> ticked) {
    private static final int MOST = 1000;

    /// @param amount as typed @param offered as the form had it: if that wasn't touched, as much is taken as
    /// the money
    /// reaches
    record Typed(String amount, String offered) {
        boolean untouched() {
            return amount.isEmpty() || amount.equals(offered);
        }
    }

    /// What the payment is linked with now.
    static LinkForm of(Payment payment, Locale locale) {
        var ticked = new LinkedHashMap<Long, Typed>();
        payment.links().forEach(l -> ticked.put(l.invoice(), new Typed(typed(l.amount(), locale), "")));
        return new LinkForm(payment.linksSeen(), ticked);
    }

    /// @param fields the request's: `invoice` for each ticked one, `amount-ID` and `offered-ID`
    static LinkForm of(Map<String, String[]> fields) {
        var ticked = new LinkedHashMap<Long, Typed>();
        for (var invoice : fields.getOrDefault("invoice", new String[0])) {
            if (invoice.matches("\\d{1,18}") && ticked.size() <= MOST) {
                ticked.put(
                        Long.valueOf(invoice),
                        new Typed(one(fields, "amount-" + invoice), one(fields, "offered-" + invoice)));
            }
        }
        return new LinkForm(one(fields, "seen"), ticked);
    }

    LinkForm without(long invoice) {
        var rest = new LinkedHashMap<>(ticked);
        rest.remove(invoice);
        return new LinkForm(seen, rest);
    }

    /// The same ticks on top of the links that the payment has by now: those that somebody else has made
    /// meanwhile are
    /// ticked too, so that saving again doesn't undo them unseen.
    LinkForm seeing(Payment payment, Locale locale) {
        var all = new LinkedHashMap<Long, Typed>();
        var known = ";" + seen;
        payment.links().stream()
                .filter(l -> !known.contains(";" + l.invoice() + "="))
                .forEach(l -> all.put(l.invoice(), new Typed(typed(l.amount(), locale), "")));
        all.putAll(ticked);
        return new LinkForm(payment.linksSeen(), all);
    }

    public boolean has(long invoice) {
        return ticked.containsKey(invoice);
    }

    public Set<Long> invoices() {
        return ticked.keySet();
    }

    /// What stands in an invoice's amount field. @param otherwise if nothing was typed
    public String amount(long invoice, String otherwise) {
        return Optional.ofNullable(ticked.get(invoice))
                .map(Typed::amount)
                .filter(a -> !a.isEmpty())
                .orElse(otherwise);
    }

    /// What is to be linked: links as they are or were changed, then amounts that were typed, then, oldest
    /// first and as
    /// far
    /// as the money reaches, what was only ticked.
    ///
    /// @param candidates the ticked ones at least
    /// @throws Refusal naming the amount that won't do, as `amount-ID`
    List<Links.Wanted> wanted(Payment payment, List<OpenInvoices.Candidate> candidates) {
        var faults = new ArrayList<Refusal.Fault>();
        var wanted = new ArrayList<Links.Wanted>();
        payment.links().stream()
                .filter(l -> has(l.invoice()))
                .forEach(l -> add(l.invoice(), decimals(payment.amount(), l.amount()), wanted, faults));
        var chosen = candidates.stream().filter(c -> has(c.invoice())).toList();
        chosen.stream()
                .filter(c -> !untouched(c))
                .forEach(c -> add(c.invoice(), decimals(payment.amount(), c.open()), wanted, faults));
        if (payment.links().size() + chosen.size() < ticked.size()) {
            faults.add(new Refusal.Fault("links", Words.of("payment.invoices.notOpen")));
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        fill(payment, chosen.stream().filter(this::untouched).toList(), wanted);
        return wanted;
    }

    private static void fill(Payment payment, List<OpenInvoices.Candidate> untouched, List<Links.Wanted> wanted) {
        var left = payment.linkable()
                .amount()
                .subtract(wanted.stream().map(Links.Wanted::amount).reduce(BigDecimal.ZERO, BigDecimal::add));
        var oldestFirst = untouched.stream()
                .sorted(Comparator.comparing(OpenInvoices.Candidate::dueDate)
                        .thenComparingLong(OpenInvoices.Candidate::invoice))
                .toList();
        for (var candidate : oldestFirst) {
            var amount = candidate.open().amount().min(left);
            if (amount.signum() > 0) {
                wanted.add(new Links.Wanted(candidate.invoice(), amount));
                left = left.subtract(amount);
            }
        }
    }

    private boolean untouched(OpenInvoices.Candidate candidate) {
        return Optional.ofNullable(ticked.get(candidate.invoice()))
                .map(Typed::untouched)
                .orElse(false);
    }

    private void add(long invoice, int decimals, List<Links.Wanted> wanted, List<Refusal.Fault> faults) {
        parse(amount(invoice, ""), decimals)
                .ifPresentOrElse(
                        amount -> wanted.add(new Links.Wanted(invoice, amount)),
                        () -> faults.add(
                                new Refusal.Fault("amount-" + invoice, Words.of("payment.link.amount.typed"))));
    }

    /// As many decimals as either of the two has: `1,234` is then no amount of euros, since it could be meant both
    /// ways.
    private static int decimals(Money payment, Money open) {
        return Math.max(payment.amount().scale(), open.amount().scale());
    }

    private static Optional<BigDecimal> parse(String typed, int decimals) {
        var plain = typed.replaceAll("[\\s\u00a0\u202f]", "").replace(',', '.');
        return plain.matches("\\d{1,14}(\\.\\d{1," + Math.max(1, decimals) + "})?")
                ? Optional.of(new BigDecimal(plain)).filter(a -> a.signum() > 0)
                : Optional.empty();
    }

    /// An amount as a person would type it: ungrouped, with the locale's decimal sign.
    static String typed(Money money, Locale locale) {
        char sign = DecimalFormatSymbols.getInstance(locale).getDecimalSeparator();
        return money.amount().toPlainString().replace('.', sign);
    }

    private static String one(Map<String, String[]> fields, String name) {
        var values = fields.getOrDefault(name, new String[0]);
        return values.length == 0 ? "" : values[0].strip();
    }
}
