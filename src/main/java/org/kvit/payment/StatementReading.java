package org.kvit.payment;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.kvit.bank.AccountHolder;
import org.kvit.bank.Entry;
import org.kvit.bank.EntryIdentities;
import org.kvit.bank.Limits;
import org.kvit.bank.Statement;
import org.kvit.bank.StatementFiles;
import org.kvit.bank.StatementSink;
import org.kvit.base.CopyTable;
import org.kvit.base.CountedInput;
import org.kvit.job.Jobs;

/// Reads a file's statements, and streams their entries into the staging table `entries` on the caller's
/// transaction.
final class StatementReading implements StatementSink {
    private static final String STAGED = """
            entries (statement int, identity text, batch text, account text, booked_on date, value_on date, amount numeric(19,5), currency text,
                     credit boolean, reversal boolean, status text, bank_reference text, end_to_end_id text, counterparty_name text,
                     counterparty_account text, reference text, remittance text, additional text, transaction_code text, flag text)""";

    private final List<StatementHead> heads = new ArrayList<>();
    private final CopyTable table;
    private final Runnable progress;
    private EntryIdentities identities = new EntryIdentities();

    private StatementReading(CopyTable table, Runnable progress) {
        this.table = table;
        this.progress = progress;
    }

    /// @throws org.kvit.base.Refusal naming line, element and reason
    static List<StatementHead> of(Path file, AccountHolder holder, DataSource source, Jobs.Progress progress)
            throws IOException {
        long size = Files.size(file);
        try (var table = new CopyTable(source, STAGED);
                var counted = CountedInput.of(file);
                var in = new BufferedInputStream(counted, 1 << 16)) {
            var reading = new StatementReading(table, () -> progress.at(counted.count(), size));
            StatementFiles.read(in, Limits.USUAL, holder, reading);
            table.filled();
            return reading.heads;
        }
    }

    @Override
    public void opened(Statement statement) {
        identities = new EntryIdentities();
        heads.add(new StatementHead(heads.size(), statement));
    }

    @Override
    public void entry(Entry entry) {
        heads.getLast().count(entry);
        add(heads.getLast().number(), identities.of(entry), entry);
        progress.run();
    }

    @Override
    public void closed(Statement statement) {
        heads.getLast().closed(statement);
    }

    private void add(int statement, String identity, Entry e) {
        table.add(
                statement,
                identity,
                EntryIdentities.batch(e),
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
                e.flag());
    }
}
