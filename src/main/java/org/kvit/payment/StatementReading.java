package org.kvit.payment;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.kvit.bank.Entry;
import org.kvit.bank.EntryIdentities;
import org.kvit.bank.Limits;
import org.kvit.bank.Statement;
import org.kvit.bank.StatementFiles;
import org.kvit.bank.StatementSink;
import org.kvit.base.CopyTable;
import org.kvit.base.CountedInput;
import org.kvit.base.Money;
import org.kvit.job.Jobs;

/// Reads a file's statements, and streams their entries into the staging table `entries` on the caller's
/// transaction.
final class StatementReading implements StatementSink {
    private static final String STAGED = """
            entries (statement int, unit int, part int, key text, print text, details text, account text, booked_on date, value_on date, amount numeric(19,5), currency text,
                     credit boolean, reversal boolean, status text, bank_reference text, end_to_end_id text, counterparty_name text,
                     counterparty_account text, reference text, remittance text, additional text, transaction_code text, flag text,
                     ultimate_name text, charges numeric(19,5), charges_currency text, instructed_amount numeric(19,5),
                     instructed_currency text, exchange_rate numeric(19,10), return_reason text, return_text text,
                     original_end_to_end_id text, entry_reference text, instruction_id text, transaction_id text, mandate_id text, uetr text)""";

    private final List<StatementHead> heads = new ArrayList<>();
    private final CopyTable table;
    private final Runnable progress;
    private int unit;

    private StatementReading(CopyTable table, Runnable progress) {
        this.table = table;
        this.progress = progress;
    }

    /// @throws org.kvit.base.Refusal naming line, element and reason
    static List<StatementHead> of(Path file, DataSource source, Jobs.Progress progress) throws IOException {
        long size = Files.size(file);
        try (var table = new CopyTable(source, STAGED);
                var counted = CountedInput.of(file);
                var in = new BufferedInputStream(counted, 1 << 16)) {
            var reading = new StatementReading(table, () -> progress.at(counted.count(), size));
            StatementFiles.read(in, Limits.USUAL, reading);
            table.filled();
            return reading.heads;
        }
    }

    @Override
    public void opened(Statement statement) {
        heads.add(new StatementHead(heads.size(), statement));
    }

    @Override
    public void entry(Entry entry) {
        heads.getLast().count(entry);
        add(heads.getLast().number(), entry);
        progress.run();
    }

    @Override
    public void closed(Statement statement) {
        heads.getLast().closed(statement);
    }

    /// `unit` counts the file's entries, a batch as one; `part` the transactions of a batch.
    private void add(int statement, Entry e) {
        int part = e.batch().map(Entry.Batch::part).orElse(0);
        unit += part <= 1 ? 1 : 0;
        table.add(
                statement,
                unit,
                part,
                EntryIdentities.key(e),
                EntryIdentities.fingerprint(e),
                e.batch().map(Entry.Batch::details),
                e.account(),
                e.bookedOn(),
                e.valueOn(),
                e.amount().toPlainString(),
                e.currency(),
                e.credit(),
                e.reversal(),
                e.status(),
                e.bankReference(),
                e.endToEndId(),
                e.counterpartyName().isEmpty() ? e.ultimateName() : e.counterpartyName(),
                e.counterpartyAccount(),
                e.references(),
                e.remittance(),
                e.additional(),
                e.transactionCode(),
                e.flag(),
                e.counterpartyName().isEmpty() ? "" : e.ultimateName(),
                amount(e.details().charges()),
                currency(e.details().charges()),
                amount(e.details().instructed()),
                currency(e.details().instructed()),
                e.details().exchangeRate().map(BigDecimal::toPlainString),
                e.details().returned().map(Entry.Return::reason),
                e.details().returned().map(Entry.Return::text),
                e.details().returned().map(Entry.Return::originalEndToEndId),
                e.details().runningReference(),
                e.details().ids().instruction(),
                e.details().ids().transaction(),
                e.details().ids().mandate(),
                e.details().ids().uetr());
    }

    private static Optional<String> amount(Optional<Money> money) {
        return money.map(m -> m.amount().toPlainString());
    }

    private static Optional<String> currency(Optional<Money> money) {
        return money.map(Money::currency);
    }
}
