package org.kvit.invoice;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.kvit.base.Money;
import org.kvit.ui.TableFile;

/// Invoices as a file: the columns that the import takes, so that the file comes in again unchanged, and behind them
/// what is owed.
final class InvoiceFile {
    static final List<String> COLUMNS = List.of(
            "number",
            "customer_external_id",
            "customer_name",
            "customer_email",
            "customer_language",
            "customer_country",
            "issue_date",
            "due_date",
            "currency",
            "total",
            "reference",
            "open_amount",
            "state");
    private static final int READ_IN_TWO_WAYS = 3;

    private InvoiceFile() {}

    static void write(TableFile file, Invoice invoice) {
        var customer = invoice.customer();
        file.row(
                invoice.number(),
                customer.externalId(),
                customer.name(),
                customer.email(),
                customer.language(),
                customer.country(),
                invoice.issueDate(),
                invoice.dueDate(),
                invoice.total().currency(),
                plain(invoice.total()),
                invoice.reference(),
                invoice.approved() ? Optional.of(plain(invoice.open())) : Optional.empty(),
                invoice.state().code());
    }

    /// `1.234` could be a thousand and more, so three decimals are written as four.
    private static BigDecimal plain(Money money) {
        var amount = money.amount();
        return amount.scale() == READ_IN_TWO_WAYS ? amount.setScale(READ_IN_TWO_WAYS + 1) : amount;
    }
}
