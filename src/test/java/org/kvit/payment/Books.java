package org.kvit.payment;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kvit.base.Money;

/// Open invoices and customers of a test, and payments told in few words.
final class Books {
    private final List<OpenInvoice> invoices = new ArrayList<>();
    private final List<Payer> payers = new ArrayList<>();
    private String payerName = "";
    private String payerAccount = "";
    private String endToEnd = "";
    private String ultimate = "";
    private List<String> references = List.of();
    private final ClosedNumbers.Building closed = new ClosedNumbers.Building();

    Books customer(long id, String name, String country, String... accounts) {
        payers.add(new Payer(id, name, country, List.of(accounts)));
        return this;
    }

    Books invoice(String number, long customer, String open, String reference) {
        return invoice(number, customer, open, "EUR", reference);
    }

    Books invoice(String number, long customer, String open, String currency, String reference) {
        invoices.add(new OpenInvoice(
                invoices.size() + 1L,
                number,
                customer,
                Money.of(open, currency),
                LocalDate.of(2026, 11, 1).plusDays(invoices.size()),
                reference));
        return this;
    }

    /// Invoices that are paid already.
    Books closed(String... numbers) {
        Arrays.stream(numbers).forEach(closed::add);
        return this;
    }

    Books onBehalfOf(String name) {
        ultimate = name;
        return this;
    }

    Books from(String name) {
        payerName = name;
        return this;
    }

    Books from(String name, String account) {
        payerAccount = account;
        return from(name);
    }

    Books endToEnd(String id) {
        endToEnd = id;
        return this;
    }

    Books reference(String... structured) {
        references = Arrays.asList(structured);
        return this;
    }

    /// What comes of a payment with such a text: `CERTAIN RK-1=100.00`, one line a match.
    List<String> paying(String amount, String... text) {
        return matches(Money.of(amount, "EUR"), text).stream().map(this::told).toList();
    }

    List<Match> matches(Money amount, String... text) {
        return PaymentMatcher.match(
                new PaymentFacts(
                        1,
                        LocalDate.of(2026, 11, 23),
                        amount,
                        payerName,
                        payerAccount,
                        ultimate,
                        references,
                        endToEnd,
                        Arrays.asList(text),
                        ""),
                new OpenItems(invoices, payers, closed.built()));
    }

    private String told(Match match) {
        return match.certainty() + " "
                + String.join(
                        " ",
                        match.links().stream()
                                .map(l -> number(l.invoice()) + "=" + plain(l.amount()))
                                .toList());
    }

    private String number(long id) {
        return invoices.get((int) id - 1).number();
    }

    private static String plain(BigDecimal amount) {
        return amount.setScale(Math.max(2, amount.stripTrailingZeros().scale())).toPlainString();
    }
}
