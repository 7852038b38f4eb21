package org.kvit.payment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kvit.base.Money;

/// The company's open invoices and its customers, indexed for the matcher: each question is answered in
/// constant or logarithmic time. What is linked within a batch is taken off by [#settle], so that the next payment
/// sees it.
public final class OpenItems {
    static final Comparator<OpenInvoice> OLDEST_FIRST = Comparator.comparing(OpenInvoice::dueDate)
            .thenComparing(OpenInvoice::number)
            .thenComparingLong(OpenInvoice::id);

    private static final int MOST_ALIKE = 200;

    private final OpenInvoice[] invoices;
    private final Postings postings;
    private final InvoiceNumbers numbers;
    private final Payers payers;
    private final Map<Long, List<OpenInvoice>> byCustomer = new HashMap<>();
    private final Map<Long, BigDecimal> settled = new HashMap<>();

    /// @param payers all customers, those who owe nothing too
    public OpenItems(Collection<OpenInvoice> invoices, Collection<Payer> payers) {
        this(invoices, payers, ClosedNumbers.NONE);
    }

    /// @param closed the numbers of all other invoices, as far as they are known
    public OpenItems(Collection<OpenInvoice> invoices, Collection<Payer> payers, ClosedNumbers closed) {
        this.invoices = invoices.toArray(OpenInvoice[]::new);
        this.numbers = new InvoiceNumbers(this.invoices, closed);
        this.payers = new Payers(payers);
        var building = new Postings.Building(invoices.size() * 2);
        for (int place = 0; place < this.invoices.length; place++) {
            var invoice = this.invoices[place];
            byCustomer
                    .computeIfAbsent(invoice.customer(), _ -> new ArrayList<>(4))
                    .add(invoice);
            building.add(amountKey(invoice.open()), place);
            if (!invoice.reference().isEmpty()) {
                building.add(Keys.REFERENCE.of(References.normal(invoice.reference())), place);
            }
        }
        postings = building.sorted();
        byCustomer.values().forEach(all -> all.sort(OLDEST_FIRST));
    }

    /// Takes off what a payment was linked with.
    public void settle(Match match) {
        match.links().forEach(link -> settled.merge(link.invoice(), link.amount(), BigDecimal::add));
    }

    InvoiceNumbers numbers() {
        return numbers;
    }

    Payers payers() {
        return payers;
    }

    /// What is open of an invoice now.
    BigDecimal open(OpenInvoice invoice) {
        var taken = settled.get(invoice.id());
        return taken == null ? invoice.open().amount() : invoice.open().amount().subtract(taken);
    }

    boolean isOpen(OpenInvoice invoice) {
        return open(invoice).signum() > 0;
    }

    /// @param normal see [References#normal]
    List<OpenInvoice> byReference(String normal) {
        return found(Keys.REFERENCE.of(normal)).stream()
                .filter(i -> References.normal(i.reference()).equals(normal))
                .toList();
    }

    /// What a customer owes in a currency, oldest first.
    List<OpenInvoice> owedBy(long customer, String currency) {
        return byCustomer.getOrDefault(customer, List.of()).stream()
                .filter(i -> i.open().currency().equals(currency) && isOpen(i))
                .toList();
    }

    /// What customers owe in a currency, oldest first.
    List<OpenInvoice> owedBy(Set<Long> customers, String currency) {
        return customers.stream()
                .flatMap(c -> owedBy(c, currency).stream())
                .sorted(OLDEST_FIRST)
                .toList();
    }

    /// Invoices of which exactly so much is open; none if so many are that it tells nothing.
    List<OpenInvoice> byAmount(Money amount) {
        return found(amountKey(amount)).stream()
                .filter(i -> i.open().currency().equals(amount.currency()) && open(i).compareTo(amount.amount()) == 0)
                .toList();
    }

    private List<OpenInvoice> found(long key) {
        var found = new ArrayList<OpenInvoice>();
        postings.each(key, MOST_ALIKE + 1, place -> found.add(invoices[place]));
        found.sort(OLDEST_FIRST);
        return found.size() > MOST_ALIKE ? List.of() : found;
    }

    private static long amountKey(Money amount) {
        return Keys.AMOUNT.of(
                amount.currency() + amount.amount().stripTrailingZeros().toPlainString());
    }
}
