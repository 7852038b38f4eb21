package org.kvit.payment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// One payment before the company's open items: what the rules ask about it.
final class Case {
    private final PaymentFacts payment;
    private final OpenItems items;
    private final Set<Long> payers;
    private final List<OpenInvoice> owed;
    private final List<String> texts;
    private final List<String> structured;
    private final PayerName name;

    Case(PaymentFacts payment, OpenItems items) {
        this.payment = payment;
        this.items = items;
        this.name = PayerName.of(payment.payerName());
        this.payers = items.payers().of(payment, name);
        this.owed = items.owedBy(payers, payment.amount().currency());
        this.structured = payment.references().stream().map(BankText::of).toList();
        this.texts = texts(payment, structured);
    }

    private static List<String> texts(PaymentFacts payment, List<String> structured) {
        var texts = new ArrayList<>(structured);
        texts.add(BankText.of(payment.endToEndId()));
        texts.add(BankText.of(String.join("\n", payment.remittance())));
        texts.add(BankText.of(payment.additional()));
        return texts.stream().filter(t -> !t.isEmpty()).distinct().toList();
    }

    PaymentFacts payment() {
        return payment;
    }

    BigDecimal amount() {
        return payment.amount().amount();
    }

    String currency() {
        return payment.amount().currency();
    }

    OpenItems items() {
        return items;
    }

    /// The customers that it comes from, by account or name.
    Set<Long> payers() {
        return payers;
    }

    /// What they owe in its currency, oldest first.
    List<OpenInvoice> owed() {
        return owed;
    }

    /// All texts, cleaned.
    List<String> texts() {
        return texts;
    }

    /// The fields that are made for a reference, cleaned.
    List<String> structured() {
        return structured;
    }

    PayerName payerName() {
        return name;
    }

    BigDecimal open(OpenInvoice invoice) {
        return items.open(invoice);
    }

    BigDecimal sum(Collection<OpenInvoice> invoices) {
        return invoices.stream().map(items::open).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    boolean payable(OpenInvoice invoice) {
        return invoice.open().currency().equals(currency()) && items.isOpen(invoice);
    }

    List<OpenInvoice> payable(Collection<OpenInvoice> invoices) {
        return invoices.stream().filter(this::payable).distinct().toList();
    }

    boolean isExactly(OpenInvoice invoice) {
        return open(invoice).compareTo(amount()) == 0;
    }

    /// Whether the payer is the customer of all these; where nobody is known by that name, also one whose name is
    /// alike or stands in the text.
    boolean paidBy(Collection<OpenInvoice> invoices) {
        return invoices.stream().map(OpenInvoice::customer).distinct().allMatch(this::isPayer);
    }

    private boolean isPayer(long customer) {
        return payers.contains(customer)
                || (payers.isEmpty()
                        && (PayerNames.alike(name, items.payers().name(customer))
                                || isInText(items.payers().name(customer))));
    }

    private boolean isInText(PayerName customer) {
        var words = customer.words();
        return words.size() > 1
                && String.join("", words).length() > 8
                && texts.stream()
                        .anyMatch(text ->
                                (" " + PayerName.of(text).plain() + " ").contains(" " + String.join(" ", words) + " "));
    }

    /// Another invoice of the payer of which exactly the amount is open, so that it may be meant instead.
    boolean fitsAnother(Collection<OpenInvoice> invoices) {
        return owed.stream().anyMatch(i -> isExactly(i) && !invoices.contains(i));
    }
}
