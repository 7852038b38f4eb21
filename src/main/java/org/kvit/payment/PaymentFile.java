package org.kvit.payment;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kvit.ui.Page;
import org.kvit.ui.TableFile;

/// The list of payments as a file.
final class PaymentFile {
    private static final List<String> COLUMNS = List.of(
            "date",
            "payer",
            "payerAccount",
            "customer",
            "reference",
            "text",
            "amount",
            "currency",
            "amountLinked",
            "unallocated",
            "invoices",
            "bankAccount",
            "bankReference",
            "stateLabel");

    private PaymentFile() {}

    static List<String> columns(Page page) {
        return COLUMNS.stream().map(c -> page.text("payment." + c)).toList();
    }

    static void write(TableFile file, Payment p, Page page) {
        boolean voided = p.voidedFor().isPresent();
        file.row(
                p.bookedOn(),
                p.payerName(),
                p.payerAccount(),
                p.customer().map(Payment.Customer::name),
                p.reference(),
                p.text().map(t -> t.replace('\n', ' ')),
                p.amount().amount(),
                p.amount().currency(),
                voided ? Optional.empty() : p.linked().amount(),
                voided ? Optional.empty() : p.unallocated().amount(),
                p.links().stream().map(Payment.Link::number).collect(Collectors.joining(", ")),
                p.bankAccount(),
                p.bankReference(),
                page.text("payment.state." + (voided ? "voided" : p.state().code())));
    }
}
