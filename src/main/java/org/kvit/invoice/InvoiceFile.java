package org.kvit.invoice;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
            "state",
            "reminder_counters",
            "last_reminder",
            "reminder_log");
    private static final int READ_IN_TWO_WAYS = 3;

    private static final int AT_ONCE = 1000;

    private final TableFile file;
    private final ReminderCounters counters;
    private final Function<ReminderLog, String> words;
    private final List<Invoice> waiting = new ArrayList<>();

    /// @param words the log of an invoice as the reader writes it
    InvoiceFile(TableFile file, ReminderCounters counters, Function<ReminderLog, String> words) {
        this.file = file;
        this.counters = counters;
        this.words = words;
    }

    /// Invoices are written by the thousand, so that their reminders are looked up together.
    void add(Invoice invoice) {
        waiting.add(invoice);
        if (waiting.size() == AT_ONCE) {
            end();
        }
    }

    /// Writes those that still wait.
    void end() {
        var logs = counters.logs(waiting.stream().map(Invoice::id).toList());
        waiting.forEach(invoice -> write(invoice, logs.getOrDefault(invoice.id(), ReminderLog.NONE)));
        waiting.clear();
    }

    private void write(Invoice invoice, ReminderLog log) {
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
                invoice.state().code(),
                log.codes(),
                log.lastOn(),
                words.apply(log));
    }

    /// `1.234` could be a thousand and more, so three decimals are written as four.
    private static BigDecimal plain(Money money) {
        var amount = money.amount();
        return amount.scale() == READ_IN_TWO_WAYS ? amount.setScale(READ_IN_TWO_WAYS + 1) : amount;
    }
}
