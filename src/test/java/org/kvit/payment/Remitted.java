package org.kvit.payment;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.kvit.base.Money;

/// A payment of a test, and what should come of it.
final class Remitted {
    enum Expect {
        /// linked by itself, exactly so
        CERTAIN,
        /// offered, or linked exactly so
        OFFERED,
        /// not linked
        NOTHING
    }

    final String story;
    final Expect expect;
    final List<Match.Link> links = new ArrayList<>();
    private BigDecimal amount = BigDecimal.ZERO;
    private String currency = "EUR";
    private String payer = "";
    private String account = "";
    private String ultimate = "";
    private String endToEnd = "";
    private String additional = "";
    private List<String> references = List.of();
    private List<String> text = List.of();

    Remitted(String story, Expect expect) {
        this.story = story;
        this.expect = expect;
    }

    Remitted from(String name) {
        payer = name;
        return this;
    }

    Remitted account(String iban) {
        account = iban;
        return this;
    }

    Remitted onBehalfOf(String name) {
        ultimate = name;
        return this;
    }

    Remitted text(String... lines) {
        text = List.of(lines);
        return this;
    }

    Remitted additional(String words) {
        additional = words;
        return this;
    }

    Remitted reference(String structured) {
        references = List.of(structured);
        return this;
    }

    Remitted endToEnd(String id) {
        endToEnd = id;
        return this;
    }

    Remitted amount(BigDecimal paid) {
        amount = paid;
        return this;
    }

    Remitted currency(String code) {
        currency = code;
        return this;
    }

    /// Pays these in full, or as far as the amount said before reaches.
    Remitted pays(List<OpenInvoice> invoices) {
        if (amount.signum() == 0) {
            amount = Trade.sum(invoices);
        }
        var left = amount;
        for (var invoice : invoices) {
            var part = invoice.open().amount().min(left);
            links.add(new Match.Link(invoice.id(), part));
            left = left.subtract(part);
        }
        return this;
    }

    PaymentFacts facts(long id) {
        return new PaymentFacts(
                id,
                LocalDate.of(2026, 11, 23),
                new Money(amount, currency),
                payer,
                account,
                ultimate,
                references,
                endToEnd,
                text,
                additional);
    }
}
