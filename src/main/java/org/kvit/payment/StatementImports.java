package org.kvit.payment;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.kvit.bank.Balance;
import org.kvit.bank.Entry;
import org.kvit.bank.EntryIdentities;
import org.kvit.bank.Limits;
import org.kvit.bank.Statement;
import org.kvit.bank.StatementFiles;
import org.kvit.bank.StatementSink;
import org.kvit.base.CopyTable;
import org.kvit.base.Words;
import org.kvit.document.DocumentId;
import org.kvit.document.Documents;
import org.kvit.job.Jobs;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// Imports bank statements: each entry is booked once, whatever files bring it; credits become payments
/// and are linked.
@Service
public class StatementImports {
    /// What the job is called.
    public static final String KIND = "import.statements";
    /// A larger file's bytes aren't kept, only their hash: they would not fit into memory.
    private static final long LARGEST_KEPT = 32L << 20;

    private static final String STAGED = """
            entries (statement int, identity text, batch text, account text, booked_on date, value_on date, amount numeric(19,5), currency text,
                     credit boolean, reversal boolean, status text, bank_reference text, end_to_end_id text, counterparty_name text,
                     counterparty_account text, reference text, remittance text, additional text, transaction_code text, flag text)""";

    private final DataSource source;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Documents documents;
    private final Booking booking;
    private final Linking linking;

    StatementImports(
            DataSource source,
            JdbcClient jdbc,
            JsonMapper json,
            Documents documents,
            Booking booking,
            Linking linking) {
        this.source = source;
        this.jdbc = jdbc;
        this.json = json;
        this.documents = documents;
        this.booking = booking;
        this.linking = linking;
    }

    /// All of a file or, if any of it is bad, nothing.
    ///
    /// @param name as its sender calls it
    /// @throws org.kvit.base.Refusal naming line, element and reason
    @Transactional
    public List<StatementResult> run(Path file, String name, Jobs.Progress progress) throws IOException {
        CompanyLock.take(jdbc);
        var heads = read(file, progress);
        long fileId = keep(file, name);
        var ids = statements(fileId, heads);
        booking.book(ids);
        linking.matchUnlinked();
        return results(ids);
    }

    /// A statement's head and what its entries add up to.
    private static final class Head {
        private final int number;
        private Statement statement;
        private int entries;
        private int credits;
        private BigDecimal sum = BigDecimal.ZERO;

        Head(int number, Statement statement) {
            this.number = number;
            this.statement = statement;
        }

        List<Words> warnings() {
            var opening = statement.opening().map(Balance::amount);
            var closing = statement.closing().map(Balance::amount);
            if (opening.isEmpty() || closing.isEmpty()) {
                return List.of();
            }
            var expected = opening.get().add(sum);
            return expected.compareTo(closing.get()) == 0
                    ? List.of()
                    : List.of(Words.of(
                            "payment.statement.balance",
                            plain(expected, statement.currency()),
                            plain(closing.get(), statement.currency())));
        }

        private static String plain(BigDecimal amount, String currency) {
            return amount.stripTrailingZeros()
                            .setScale(Math.max(2, amount.stripTrailingZeros().scale()))
                            .toPlainString()
                    + " " + (currency.isEmpty() ? "EUR" : currency);
        }
    }

    private List<Head> read(Path file, Jobs.Progress progress) throws IOException {
        var heads = new ArrayList<Head>();
        long size = Files.size(file);
        try (var table = new CopyTable(source, STAGED);
                var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            StatementFiles.read(in, Limits.USUAL, new StatementSink() {
                private EntryIdentities identities = new EntryIdentities();
                private long told;

                @Override
                public void opened(Statement statement) {
                    identities = new EntryIdentities();
                    heads.add(new Head(heads.size(), statement));
                }

                @Override
                public void entry(Entry entry) {
                    var head = heads.getLast();
                    count(head, entry);
                    add(table, head.number, identities.of(entry), entry);
                    progress.at(Math.min(++told, size), 0);
                }

                @Override
                public void closed(Statement statement) {
                    heads.getLast().statement = statement;
                }
            });
            table.filled();
        }
        return heads;
    }

    private static void count(Head head, Entry entry) {
        head.entries++;
        if (entry.booked()) {
            head.credits += entry.credit() ? 1 : 0;
            if (head.statement.currency().isEmpty() || head.statement.currency().equals(entry.currency())) {
                head.sum = head.sum.add(entry.signedAmount());
            }
        }
    }

    private static void add(CopyTable table, int statement, String identity, Entry e) {
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

    private long keep(Path file, String name) throws IOException {
        long size = Files.size(file);
        Optional<DocumentId> document = size <= LARGEST_KEPT
                ? Optional.of(documents.put(Files.readAllBytes(file), "application/octet-stream"))
                : Optional.empty();
        return jdbc.sql("""
                INSERT INTO statement_file (company_id, name, sha256, size, document_id, imported_by)
                VALUES (current_company(), :name, :hash, :size, :document, current_actor()) RETURNING id
                """)
                .param("name", name.isEmpty() ? "statement.xml" : name.substring(0, Math.min(200, name.length())))
                .param("hash", hash(file))
                .param("size", size)
                .param("document", document.map(DocumentId::value).orElse(null))
                .query(Long.class)
                .single();
    }

    private static byte[] hash(Path file) throws IOException {
        try (var in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return in.getMessageDigest().digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// @return the statements' numbers, in the file's order
    private List<Long> statements(long file, List<Head> heads) {
        var ids = new ArrayList<Long>();
        // A file holds a handful of statements, one for each account and day.
        for (var head : heads) {
            var s = head.statement;
            long id = jdbc.sql("""
                    INSERT INTO statement (company_id, file_id, message, bank_id, sequence, account, currency, from_date, to_date, created_on,
                                           opening_balance, closing_balance, entries, credits, new_entries, warnings)
                    VALUES (current_company(), :file, :message, :bankId, :sequence, :account, nullif(:currency, ''), :from, :to, :created,
                            :opening, :closing, :entries, :credits, 0, :warnings::jsonb)
                    RETURNING id
                    """)
                    .param("file", file)
                    .param("message", s.message())
                    .param("bankId", s.id())
                    .param("sequence", s.sequence())
                    .param("account", s.account())
                    .param("currency", s.currency())
                    .param("from", s.from().orElse(null))
                    .param("to", s.to().or(s::createdOn).orElse(null))
                    .param("created", s.createdOn().orElse(null))
                    .param("opening", s.opening().map(Balance::amount).orElse(null))
                    .param("closing", s.closing().map(Balance::amount).orElse(null))
                    .param("entries", head.entries)
                    .param("credits", head.credits)
                    .param("warnings", json.writeValueAsString(head.warnings()))
                    .query(Long.class)
                    .single();
            ids.add(id);
        }
        return ids;
    }

    private List<StatementResult> results(List<Long> ids) {
        return jdbc.sql("""
                SELECT s.id, s.account, coalesce(s.currency::text, '') AS currency, s.from_date, s.to_date, s.entries, s.credits,
                       s.new_entries, s.warnings, p.linked, p.suggested, p.unlinked
                  FROM statement s
                 CROSS JOIN LATERAL (
                       SELECT count(*) FILTER (WHERE p.allocated > 0) AS linked,
                              count(*) FILTER (WHERE p.allocated = 0 AND q.any) AS suggested,
                              count(*) FILTER (WHERE p.allocated = 0 AND NOT q.any) AS unlinked
                         FROM bank_entry e
                         JOIN payment p ON p.company_id = e.company_id AND p.entry_id = e.id
                        CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM payment_proposal x
                                                            WHERE x.company_id = p.company_id AND x.payment_id = p.id) AS any) q
                        WHERE e.company_id = s.company_id AND e.statement_id = s.id AND p.voided_at IS NULL) p
                 WHERE s.company_id = current_company() AND s.id = ANY (:ids)
                 ORDER BY s.id
                """)
                .param("ids", ids.toArray(Long[]::new))
                .query((row, n) -> new StatementResult(
                        row.getLong("id"),
                        row.getString("account"),
                        row.getString("currency"),
                        Optional.ofNullable(row.getObject("from_date", java.time.LocalDate.class)),
                        Optional.ofNullable(row.getObject("to_date", java.time.LocalDate.class)),
                        row.getInt("entries"),
                        row.getInt("credits"),
                        row.getInt("new_entries"),
                        row.getInt("entries") - row.getInt("new_entries"),
                        row.getInt("linked"),
                        row.getInt("suggested"),
                        row.getInt("unlinked"),
                        List.of(json.readValue(row.getString("warnings"), Words[].class))))
                .list();
    }
}
