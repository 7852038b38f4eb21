package org.kvit.invoice;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kvit.company.Company;
import org.kvit.company.Iban;
import org.kvit.document.PaymentOrder;
import org.kvit.document.Spayd;
import org.kvit.ui.LetterFormats;

/// How an invoice is paid, as it stands on paper: to which accounts, with which reference, and as a QR
/// code.
final class InvoicePayment {
    private InvoicePayment() {}

    /// Empty if nothing is to be paid. A draft has no QR code: nobody is to pay it yet.
    static Optional<InvoiceView.Payment> of(PrintedInvoice printed, Map<String, String> labels, LetterFormats formats) {
        var invoice = printed.invoice();
        if (!invoice.open().isPositive() || printed.accounts().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new InvoiceView.Payment(
                formats.money(invoice.open()),
                reference(printed, labels),
                invoice.number(),
                printed.accounts().stream().map(a -> account(a, labels)).toList(),
                printed.account().filter(_ -> invoice.isOwed()).flatMap(account -> code(printed, account))));
    }

    static Optional<InvoiceView.Fact> reference(PrintedInvoice printed, Map<String, String> labels) {
        return printed.invoice()
                .reference()
                .map(text -> new InvoiceView.Fact(
                        Objects.requireNonNull(labels.get(Spayd.isVariableSymbol(text) ? "symbol" : "reference")),
                        text));
    }

    private static Optional<String> code(PrintedInvoice printed, Company.BankAccount account) {
        var invoice = printed.invoice();
        var order = new PaymentOrder(
                printed.company().name(),
                account.iban(),
                account.bic(),
                invoice.open(),
                invoice.reference(),
                invoice.number());
        return order.code(printed.customer().postal().country());
    }

    private static InvoiceView.Account account(Company.BankAccount account, Map<String, String> labels) {
        var at = Stream.of(account.bic().map(bic -> labels.get("bic") + " " + bic), account.bankName())
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" · "));
        return new InvoiceView.Account(
                Iban.spaced(account.iban()), Optional.of(at).filter(text -> !text.isEmpty()), account.currency());
    }
}
