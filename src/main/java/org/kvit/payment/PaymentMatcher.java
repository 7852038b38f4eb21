package org.kvit.payment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kvit.base.PaymentReference;
import org.kvit.base.Words;

/// Decides which invoices a payment pays, and explains. Precision before recall: certain is only what two
/// independent kinds of evidence say (a reference or a number; an amount or a payer), or a reference with a
/// right check digit. Pure.
public final class PaymentMatcher {
    private static final int MOST_PROPOSALS = 5;
    private static final int LONG_NUMBER = 4;

    private final PaymentFacts payment;
    private final OpenItems items;
    private final Set<Long> payers;
    private final NumberReading reading;
    private final List<Match> matches = new ArrayList<>();

    private PaymentMatcher(PaymentFacts payment, OpenItems items) {
        this.payment = payment;
        this.items = items;
        this.payers = items.payersOf(payment);
        this.reading = NumberReading.of(payment, items.numbers());
    }

    /// @return ranked, best first, at most five; the first alone may be certain. Empty if nothing speaks
    /// for any invoice
    public static List<Match> match(PaymentFacts payment, OpenItems items) {
        if (!payment.amount().isPositive()) {
            return List.of();
        }
        return new PaymentMatcher(payment, items).ranked();
    }

    private List<Match> ranked() {
        reference();
        numbers();
        bareNumbers();
        if (matches.stream().noneMatch(m -> m.certainty() == Match.Certainty.CERTAIN)) {
            payer();
            similarName();
        }
        return distinct();
    }

    /// A certain one first, otherwise as they were found; the same links once.
    private List<Match> distinct() {
        var seen = new LinkedHashSet<List<Match.Link>>();
        var different = matches.stream().filter(m -> seen.add(m.links())).toList();
        var certain = different.stream()
                .filter(m -> m.certainty() == Match.Certainty.CERTAIN)
                .toList();
        // Two certain answers that differ contradict each other: then neither is.
        var ranked = new ArrayList<Match>(certain.size() == 1 ? certain : List.of());
        different.stream()
                .filter(m -> certain.size() != 1 || !m.equals(certain.getFirst()))
                .map(PaymentMatcher::likely)
                .forEach(ranked::add);
        return ranked.stream().limit(MOST_PROPOSALS).toList();
    }

    private static Match likely(Match match) {
        return new Match(Match.Certainty.LIKELY, match.rule(), match.reason(), match.links());
    }

    // References

    private void reference() {
        var named = new LinkedHashSet<OpenInvoice>();
        References.creditors(payment, items::knowsReference)
                .forEach(r -> named(r).ifPresent(invoice -> {
                    named.add(invoice);
                    byCheckedReference(r, invoice);
                }));
        for (var reference : References.structured(payment)) {
            named(reference).filter(named::add).ifPresent(invoice -> {
                if (checked(reference, invoice)) {
                    byCheckedReference(reference, invoice);
                } else {
                    byPlainReference("reference", reference, invoice);
                }
            });
        }
        References.symbols(payment)
                .forEach(symbol -> named(symbol)
                        .filter(named::add)
                        .ifPresent(invoice -> byPlainReference("variableSymbol", symbol, invoice)));
    }

    /// The one open invoice that a reference names, in the payment's currency.
    private Optional<OpenInvoice> named(String reference) {
        var all = items.byReference(reference).stream().filter(this::payable).toList();
        return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    }

    private boolean payable(OpenInvoice invoice) {
        return invoice.open().currency().equals(payment.amount().currency()) && items.isOpen(invoice);
    }

    /// In Czechia and Slovakia digits are a variable symbol, whose last digit checks nothing.
    private boolean checked(String reference, OpenInvoice invoice) {
        var country = items.payer(invoice.customer()).country();
        return PaymentReference.isCreditor(reference)
                || (PaymentReference.isEstonian(reference) && !country.equals("CZ") && !country.equals("SK"));
    }

    private void byCheckedReference(String reference, OpenInvoice invoice) {
        var contradicted = !reading.whole().isEmpty() && !reading.whole().contains(invoice);
        add(
                contradicted ? Match.Certainty.LIKELY : Match.Certainty.CERTAIN,
                "reference",
                Words.of(
                        contradicted ? "payment.match.referenceContradicted" : "payment.match.reference",
                        reference,
                        invoice.number()),
                List.of(invoice));
    }

    private void byPlainReference(String rule, String reference, OpenInvoice invoice) {
        var second = second(List.of(invoice));
        var contradicted = !reading.whole().isEmpty() && !reading.whole().contains(invoice);
        add(
                second.isPresent() && !contradicted ? Match.Certainty.CERTAIN : Match.Certainty.LIKELY,
                rule,
                Words.of("payment.match." + rule + second.orElse("Alone"), reference, invoice.number()),
                List.of(invoice));
    }

    /// The second kind of evidence for invoices that are named: the amount, or the payer.
    private Optional<String> second(Collection<OpenInvoice> invoices) {
        if (sum(invoices).compareTo(payment.amount().amount()) == 0) {
            return Optional.of("Amount");
        }
        return ours(invoices) ? Optional.of("Payer") : Optional.empty();
    }

    private boolean ours(Collection<OpenInvoice> invoices) {
        return invoices.stream().allMatch(i -> payers.contains(i.customer()));
    }

    private BigDecimal sum(Collection<OpenInvoice> invoices) {
        return invoices.stream().map(items::open).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    // Numbers

    private void numbers() {
        var whole = payable(reading.whole());
        if (whole.isEmpty()) {
            return;
        }
        for (var set : List.of(whole, payable(reading.shortened()), payable(reading.ranged()))) {
            if (sum(set).compareTo(payment.amount().amount()) == 0) {
                add(Match.Certainty.CERTAIN, "number", Words.of("payment.match.numberAmount", list(set)), set);
                return;
            }
        }
        int over = payment.amount().amount().compareTo(sum(whole));
        // An invoice that is named but open no more, or numbers that only may be meant, leave open what the rest is
        // for.
        boolean all = !reading.unresolved()
                && whole.size() == reading.whole().size()
                && reading.shortened().size() == whole.size()
                && reading.ranged().size() == whole.size();
        boolean plain = all && ours(whole) && (over > 0 || whole.size() == 1);
        if (plain) {
            add(
                    Match.Certainty.CERTAIN,
                    "number",
                    Words.of(over > 0 ? "payment.match.numberPayer" : "payment.match.numberPart", list(whole)),
                    whole);
            return;
        }
        fitting(whole)
                .ifPresent(set ->
                        add(Match.Certainty.LIKELY, "number", Words.of("payment.match.numberSome", list(set)), set));
        add(
                Match.Certainty.LIKELY,
                "number",
                Words.of(ours(whole) ? "payment.match.numberUnfit" : "payment.match.numberAlone", list(whole)),
                whole);
    }

    /// Of the invoices that are named, those that make up the amount.
    private Optional<Collection<OpenInvoice>> fitting(Collection<OpenInvoice> named) {
        var single = named.stream()
                .filter(i -> items.open(i).compareTo(payment.amount().amount()) == 0)
                .toList();
        if (single.size() == 1) {
            return Optional.of(single);
        }
        return subset(List.copyOf(named)).map(s -> s);
    }

    private Optional<List<OpenInvoice>> subset(List<OpenInvoice> invoices) {
        return Subsets.only(
                invoices,
                invoices.stream().map(items::open).toList(),
                payment.amount().amount());
    }

    private List<OpenInvoice> payable(Collection<OpenInvoice> invoices) {
        return invoices.stream().filter(this::payable).toList();
    }

    /// The last digits of a number, without the rest of it: worth something only if the amount is
    /// exactly that invoice's.
    private void bareNumbers() {
        if (!reading.whole().isEmpty()) {
            return;
        }
        var candidates = payable(reading.bare());
        var exact = candidates.stream()
                .filter(i -> items.open(i).compareTo(payment.amount().amount()) == 0)
                .toList();
        if (exact.size() == 1) {
            var invoice = exact.getFirst();
            boolean long4 = digits(invoice) >= LONG_NUMBER || ours(exact);
            add(
                    long4 ? Match.Certainty.CERTAIN : Match.Certainty.LIKELY,
                    "shortNumber",
                    Words.of("payment.match.shortNumber", invoice.number()),
                    exact);
        } else if (exact.isEmpty()) {
            several(candidates.stream()
                    .filter(i -> payers.contains(i.customer()))
                    .toList());
        }
    }

    private void several(List<OpenInvoice> own) {
        if (own.size() > 1 && sum(own).compareTo(payment.amount().amount()) == 0) {
            add(Match.Certainty.CERTAIN, "shortNumber", Words.of("payment.match.shortNumbers", list(own)), own);
        } else if (!own.isEmpty()) {
            fitting(own)
                    .ifPresent(set -> add(
                            Match.Certainty.LIKELY,
                            "shortNumber",
                            Words.of("payment.match.shortNumbers", list(set)),
                            set));
        }
    }

    private static int digits(OpenInvoice invoice) {
        var tokens = Tokens.ofNumber(invoice.number());
        return tokens.stream()
                .filter(Tokens.Token::digits)
                .reduce((_, b) -> b)
                .map(t -> t.text().length())
                .orElse(0);
    }

    // Payer and amount

    private void payer() {
        for (long customer : payers.stream().sorted().toList()) {
            var owed = items.owedBy(customer, payment.amount().currency());
            var name = items.payer(customer).name();
            var exact = owed.stream()
                    .filter(i -> items.open(i).compareTo(payment.amount().amount()) == 0)
                    .toList();
            if (exact.size() == 1) {
                add(
                        Match.Certainty.LIKELY,
                        "payerAmount",
                        Words.of(
                                "payment.match.payerAmount",
                                name,
                                exact.getFirst().number()),
                        exact);
            } else {
                exact.forEach(i -> add(
                        Match.Certainty.LIKELY,
                        "payerAmount",
                        Words.of("payment.match.payerAmountSeveral", name, i.number()),
                        List.of(i)));
            }
            if (owed.size() > 1 && sum(owed).compareTo(payment.amount().amount()) == 0) {
                add(Match.Certainty.LIKELY, "payerBalance", Words.of("payment.match.payerBalance", name), owed);
            } else if (exact.isEmpty()) {
                subset(owed)
                        .ifPresent(set -> add(
                                Match.Certainty.LIKELY,
                                "payerSet",
                                Words.of("payment.match.payerSet", name, list(set)),
                                set));
            }
        }
    }

    private void similarName() {
        if (!payers.isEmpty() || payment.payerName().isEmpty()) {
            return;
        }
        var similar = items.byAmount(payment.amount()).stream()
                .filter(i -> items.similar(payment, i.customer()))
                .toList();
        if (similar.size() == 1) {
            var invoice = similar.getFirst();
            add(
                    Match.Certainty.LIKELY,
                    "nameAmount",
                    Words.of(
                            "payment.match.nameAmount",
                            items.payer(invoice.customer()).name(),
                            invoice.number()),
                    similar);
        }
    }

    private void add(Match.Certainty certainty, String rule, Words reason, Collection<OpenInvoice> invoices) {
        var links = new ArrayList<Match.Link>();
        var left = payment.amount().amount();
        for (var invoice : invoices) {
            var amount = items.open(invoice).min(left);
            if (amount.signum() > 0) {
                links.add(new Match.Link(invoice.id(), amount));
                left = left.subtract(amount);
            }
        }
        if (!links.isEmpty()) {
            var match = new Match(certainty, rule, reason, links);
            // Of two reasons for the same links the certain one counts.
            if (certainty == Match.Certainty.CERTAIN) {
                matches.removeIf(m ->
                        m.certainty() == Match.Certainty.LIKELY && m.links().equals(links));
            }
            matches.add(match);
        }
    }

    private static String list(Collection<OpenInvoice> invoices) {
        return invoices.stream().map(OpenInvoice::number).collect(Collectors.joining(", "));
    }
}
