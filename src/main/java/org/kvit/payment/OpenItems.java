package org.kvit.payment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kvit.base.Money;

/// The company's open invoices and its customers, indexed for the matcher: each question is answered in
/// constant or logarithmic
/// time. What is linked within a batch is taken off by [#settle], so that the next payment sees it.
public final class OpenItems {
    private static final Comparator<OpenInvoice> OLDEST_FIRST =
            Comparator.comparing(OpenInvoice::dueDate).thenComparing(OpenInvoice::number);

    private final Map<Long, BigDecimal> open = new HashMap<>();
    private final Map<String, List<OpenInvoice>> byReference = new HashMap<>();
    private final Map<Long, List<OpenInvoice>> byCustomer = new HashMap<>();
    private final Map<String, List<OpenInvoice>> byAmount = new HashMap<>();
    private final Map<Long, Payer> payers = new HashMap<>();
    private final Map<String, List<Payer>> byName = new HashMap<>();
    private final Map<String, List<Payer>> byWord = new HashMap<>();
    private final Map<String, List<Payer>> byAccount = new HashMap<>();
    private final InvoiceNumbers numbers;

    /// @param payers all customers, those who owe nothing too
    public OpenItems(Collection<OpenInvoice> invoices, Collection<Payer> payers) {
        numbers = new InvoiceNumbers(invoices);
        for (var invoice : invoices) {
            open.put(invoice.id(), invoice.open().amount());
            byCustomer
                    .computeIfAbsent(invoice.customer(), _ -> new ArrayList<>())
                    .add(invoice);
            byAmount.computeIfAbsent(amountKey(invoice.open()), _ -> new ArrayList<>(1))
                    .add(invoice);
            if (!invoice.reference().isEmpty()) {
                byReference
                        .computeIfAbsent(References.normal(invoice.reference()), _ -> new ArrayList<>(1))
                        .add(invoice);
            }
        }
        byCustomer.values().forEach(all -> all.sort(OLDEST_FIRST));
        for (var payer : payers) {
            this.payers.put(payer.customer(), payer);
            var key = PayerNames.key(payer.name());
            if (!key.isEmpty()) {
                byName.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(payer);
                for (var word : key.split(" ")) {
                    byWord.computeIfAbsent(word, _ -> new ArrayList<>(1)).add(payer);
                }
            }
            payer.accounts()
                    .forEach(a -> byAccount
                            .computeIfAbsent(account(a), _ -> new ArrayList<>(1))
                            .add(payer));
        }
    }

    /// Takes off what a payment was linked with.
    public void settle(Match match) {
        match.links().forEach(link -> open.merge(link.invoice(), link.amount(), BigDecimal::subtract));
    }

    InvoiceNumbers numbers() {
        return numbers;
    }

    BigDecimal open(OpenInvoice invoice) {
        return open.getOrDefault(invoice.id(), BigDecimal.ZERO);
    }

    boolean isOpen(OpenInvoice invoice) {
        return open(invoice).signum() > 0;
    }

    boolean knowsReference(String normal) {
        return byReference.containsKey(normal);
    }

    List<OpenInvoice> byReference(String normal) {
        return byReference.getOrDefault(normal, List.of());
    }

    /// What a customer owes in a currency, oldest first.
    List<OpenInvoice> owedBy(long customer, String currency) {
        return byCustomer.getOrDefault(customer, List.of()).stream()
                .filter(i -> i.open().currency().equals(currency) && isOpen(i))
                .toList();
    }

    /// Invoices of which exactly so much is open.
    List<OpenInvoice> byAmount(Money amount) {
        return byAmount.getOrDefault(amountKey(amount), List.of()).stream()
                .filter(i -> open(i).compareTo(amount.amount()) == 0)
                .toList();
    }

    Payer payer(long customer) {
        return payers.getOrDefault(customer, new Payer(customer, "", "", List.of()));
    }

    /// The customers that a payment comes from, by a known account or by their name.
    Set<Long> payersOf(PaymentFacts payment) {
        var found = new HashSet<Long>();
        if (!payment.payerAccount().isEmpty()) {
            byAccount.getOrDefault(account(payment.payerAccount()), List.of()).forEach(p -> found.add(p.customer()));
        }
        var key = PayerNames.key(payment.payerName());
        byName.getOrDefault(key, List.of()).forEach(p -> found.add(p.customer()));
        if (found.isEmpty()) {
            candidates(key).stream()
                    .filter(p -> PayerNames.same(payment.payerName(), p.name()))
                    .forEach(p -> found.add(p.customer()));
        }
        return found;
    }

    /// Whether a name is near enough to a customer's to offer its invoices.
    boolean similar(PaymentFacts payment, long customer) {
        return PayerNames.similarity(payment.payerName(), payer(customer).name()) > 0.7;
    }

    /// Customers that share a word with a name; of a word that many share, none.
    private Set<Payer> candidates(String key) {
        var found = new HashSet<Payer>();
        for (var word : key.split(" ")) {
            var sharing = byWord.getOrDefault(word, List.of());
            if (word.length() > 2 && sharing.size() <= 200) {
                found.addAll(sharing);
            }
        }
        return found;
    }

    private static String amountKey(Money amount) {
        return amount.currency() + amount.amount().stripTrailingZeros().toPlainString();
    }

    private static String account(String account) {
        return account.replaceAll("\\s", "").toUpperCase(java.util.Locale.ROOT);
    }
}
